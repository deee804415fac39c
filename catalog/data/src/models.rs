//! The names of the models, which `catalog/tests/models.rs` makes of `models.tsv`.

/// Gives to a macro, for each foundation model, its documentation and `NAME = id, whether it streams, row, Regions;`.
#[macro_export]
macro_rules! models {
    ($($with:tt)+) => {
        $($with)+! {
            /// `ai21.j2-grande-instruct`: J2 Grande Instruct, by AI21 Labs, past its end of life.
            AI21_J2_GRANDE_INSTRUCT = "ai21.j2-grande-instruct", false, "ai21.j2-grande-instruct\tJ2 Grande Instruct\tAI21 Labs\ttext\ttext\tno\teol\t-\t-\ton_demand", "";
            /// `ai21.j2-jumbo-instruct`: J2 Jumbo Instruct, by AI21 Labs, past its end of life.
            AI21_J2_JUMBO_INSTRUCT = "ai21.j2-jumbo-instruct", false, "ai21.j2-jumbo-instruct\tJ2 Jumbo Instruct\tAI21 Labs\ttext\ttext\tno\teol\t-\t-\ton_demand", "";
            /// `ai21.j2-mid`: Jurassic-2 Mid, by AI21 Labs, past its end of life.
            AI21_J2_MID = "ai21.j2-mid", false, "ai21.j2-mid\tJurassic-2 Mid\tAI21 Labs\ttext\ttext\tno\teol\t-\t-\ton_demand", "";
            /// `ai21.j2-mid-v1`: Jurassic-2 Mid, by AI21 Labs, past its end of life.
            AI21_J2_MID_V1 = "ai21.j2-mid-v1", false, "ai21.j2-mid-v1\tJurassic-2 Mid\tAI21 Labs\ttext\ttext\tno\teol\t-\t-\ton_demand", "";
            /// `ai21.j2-ultra`: Jurassic-2 Ultra, by AI21 Labs, past its end of life.
            AI21_J2_ULTRA = "ai21.j2-ultra", false, "ai21.j2-ultra\tJurassic-2 Ultra\tAI21 Labs\ttext\ttext\tno\teol\t-\t-\ton_demand", "";
            /// `ai21.j2-ultra-v1`: Jurassic-2 Ultra, by AI21 Labs, past its end of life.
            AI21_J2_ULTRA_V1 = "ai21.j2-ultra-v1", false, "ai21.j2-ultra-v1\tJurassic-2 Ultra\tAI21 Labs\ttext\ttext\tno\teol\t-\t-\ton_demand", "";
            /// `ai21.j2-ultra-v1:0:8k`: Jurassic-2 Ultra, by AI21 Labs, past its end of life.
            AI21_J2_ULTRA_V1_0_8K = "ai21.j2-ultra-v1:0:8k", false, "ai21.j2-ultra-v1:0:8k\tJurassic-2 Ultra\tAI21 Labs\ttext\ttext\tno\teol\t-\t-\tprovisioned", "";
            /// `ai21.jamba-1-5-large-v1:0`: Jamba 1.5 Large, by AI21 Labs, legacy.
            AI21_JAMBA_1_5_LARGE_V1_0 = "ai21.jamba-1-5-large-v1:0", true, "ai21.jamba-1-5-large-v1:0\tJamba 1.5 Large\tAI21 Labs\ttext\ttext\tyes\tlegacy\t2026-05-26\t2026-11-26\ton_demand", "us-east-1";
            /// `ai21.jamba-1-5-mini-v1:0`: Jamba 1.5 Mini, by AI21 Labs, legacy.
            AI21_JAMBA_1_5_MINI_V1_0 = "ai21.jamba-1-5-mini-v1:0", true, "ai21.jamba-1-5-mini-v1:0\tJamba 1.5 Mini\tAI21 Labs\ttext\ttext\tyes\tlegacy\t2026-05-26\t2026-11-26\ton_demand", "us-east-1";
            /// `ai21.jamba-instruct-v1:0`: Jamba-Instruct, by AI21 Labs, past its end of life.
            AI21_JAMBA_INSTRUCT_V1_0 = "ai21.jamba-instruct-v1:0", true, "ai21.jamba-instruct-v1:0\tJamba-Instruct\tAI21 Labs\ttext\ttext\tyes\teol\t-\t-\ton_demand", "";
            /// `amazon.nova-2-5-sonic`: amazon.nova-2-5-sonic, by Amazon.
            AMAZON_NOVA_2_5_SONIC = "amazon.nova-2-5-sonic", true, "amazon.nova-2-5-sonic\t-\tAmazon\tspeech text\tspeech text\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 eu-north-1 us-east-1 us-west-2";
            /// `amazon.nova-2-lite-v1:0`: Nova 2 Lite, by Amazon.
            AMAZON_NOVA_2_LITE_V1_0 = "amazon.nova-2-lite-v1:0", true, "amazon.nova-2-lite-v1:0\tNova 2 Lite\tAmazon\timage text video\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `amazon.nova-2-lite-v1:0:256k`: Nova 2 Lite, by Amazon.
            AMAZON_NOVA_2_LITE_V1_0_256K = "amazon.nova-2-lite-v1:0:256k", true, "amazon.nova-2-lite-v1:0:256k\tNova 2 Lite\tAmazon\timage text video\ttext\tyes\tactive\t-\t-\tprovisioned", "";
            /// `amazon.nova-2-multimodal-embeddings-v1:0`: Amazon Nova Multimodal Embeddings, by Amazon.
            AMAZON_NOVA_2_MULTIMODAL_EMBEDDINGS_V1_0 = "amazon.nova-2-multimodal-embeddings-v1:0", false, "amazon.nova-2-multimodal-embeddings-v1:0\tAmazon Nova Multimodal Embeddings\tAmazon\taudio image text video\tembedding\tno\tactive\t-\t-\ton_demand", "us-east-1 us-gov-west-1";
            /// `amazon.nova-2-sonic-v1:0`: Nova 2 Sonic, by Amazon.
            AMAZON_NOVA_2_SONIC_V1_0 = "amazon.nova-2-sonic-v1:0", true, "amazon.nova-2-sonic-v1:0\tNova 2 Sonic\tAmazon\tspeech\tspeech text\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 eu-north-1 us-east-1 us-west-2";
            /// `amazon.nova-canvas-v1:0`: Nova Canvas, by Amazon, past its end of life.
            AMAZON_NOVA_CANVAS_V1_0 = "amazon.nova-canvas-v1:0", false, "amazon.nova-canvas-v1:0\tNova Canvas\tAmazon\timage text\timage\tno\teol\t2026-03-30\t2026-09-30\ton_demand provisioned", "";
            /// `amazon.nova-lite-v1:0`: Nova Lite, by Amazon.
            AMAZON_NOVA_LITE_V1_0 = "amazon.nova-lite-v1:0", true, "amazon.nova-lite-v1:0\tNova Lite\tAmazon\timage text video\ttext\tyes\tactive\t-\t-\tinference_profile on_demand", "ap-northeast-1 ap-southeast-2 ap-southeast-3 eu-north-1 eu-west-2 me-central-1 us-east-1 us-east-2 us-gov-west-1 us-west-2";
            /// `amazon.nova-lite-v1:0:24k`: Nova Lite, by Amazon.
            AMAZON_NOVA_LITE_V1_0_24K = "amazon.nova-lite-v1:0:24k", true, "amazon.nova-lite-v1:0:24k\tNova Lite\tAmazon\timage text video\ttext\tunknown\tactive\t-\t-\tprovisioned", "";
            /// `amazon.nova-lite-v1:0:300k`: Nova Lite, by Amazon.
            AMAZON_NOVA_LITE_V1_0_300K = "amazon.nova-lite-v1:0:300k", true, "amazon.nova-lite-v1:0:300k\tNova Lite\tAmazon\timage text video\ttext\tunknown\tactive\t-\t-\tprovisioned", "";
            /// `amazon.nova-micro-v1:0`: Nova Micro, by Amazon.
            AMAZON_NOVA_MICRO_V1_0 = "amazon.nova-micro-v1:0", true, "amazon.nova-micro-v1:0\tNova Micro\tAmazon\ttext\ttext\tyes\tactive\t-\t-\tinference_profile on_demand", "ap-southeast-2 eu-west-2 us-east-1 us-gov-west-1";
            /// `amazon.nova-micro-v1:0:128k`: Nova Micro, by Amazon.
            AMAZON_NOVA_MICRO_V1_0_128K = "amazon.nova-micro-v1:0:128k", true, "amazon.nova-micro-v1:0:128k\tNova Micro\tAmazon\ttext\ttext\tunknown\tactive\t-\t-\tprovisioned", "";
            /// `amazon.nova-micro-v1:0:24k`: Nova Micro, by Amazon.
            AMAZON_NOVA_MICRO_V1_0_24K = "amazon.nova-micro-v1:0:24k", true, "amazon.nova-micro-v1:0:24k\tNova Micro\tAmazon\ttext\ttext\tunknown\tactive\t-\t-\tprovisioned", "";
            /// `amazon.nova-premier-v1:0`: Nova Premier, by Amazon, past its end of life.
            AMAZON_NOVA_PREMIER_V1_0 = "amazon.nova-premier-v1:0", true, "amazon.nova-premier-v1:0\tNova Premier\tAmazon\timage text video\ttext\tyes\teol\t2026-03-13\t2026-09-14\tinference_profile", "";
            /// `amazon.nova-premier-v1:0:1000k`: Nova Premier, by Amazon, past its end of life.
            AMAZON_NOVA_PREMIER_V1_0_1000K = "amazon.nova-premier-v1:0:1000k", true, "amazon.nova-premier-v1:0:1000k\tNova Premier\tAmazon\timage text video\ttext\tunknown\teol\t-\t-\t-", "";
            /// `amazon.nova-premier-v1:0:20k`: Nova Premier, by Amazon, past its end of life.
            AMAZON_NOVA_PREMIER_V1_0_20K = "amazon.nova-premier-v1:0:20k", true, "amazon.nova-premier-v1:0:20k\tNova Premier\tAmazon\timage text video\ttext\tunknown\teol\t-\t-\t-", "";
            /// `amazon.nova-premier-v1:0:8k`: Nova Premier, by Amazon, past its end of life.
            AMAZON_NOVA_PREMIER_V1_0_8K = "amazon.nova-premier-v1:0:8k", true, "amazon.nova-premier-v1:0:8k\tNova Premier\tAmazon\timage text video\ttext\tunknown\teol\t-\t-\t-", "";
            /// `amazon.nova-premier-v1:0:mm`: Nova Premier, by Amazon, past its end of life.
            AMAZON_NOVA_PREMIER_V1_0_MM = "amazon.nova-premier-v1:0:mm", true, "amazon.nova-premier-v1:0:mm\tNova Premier\tAmazon\timage text video\ttext\tunknown\teol\t-\t-\t-", "";
            /// `amazon.nova-pro-v1:0`: Nova Pro, by Amazon.
            AMAZON_NOVA_PRO_V1_0 = "amazon.nova-pro-v1:0", true, "amazon.nova-pro-v1:0\tNova Pro\tAmazon\timage text video\ttext\tyes\tactive\t-\t-\tinference_profile on_demand", "ap-southeast-2 ap-southeast-3 eu-west-2 me-central-1 us-east-1 us-gov-west-1";
            /// `amazon.nova-pro-v1:0:24k`: Nova Pro, by Amazon.
            AMAZON_NOVA_PRO_V1_0_24K = "amazon.nova-pro-v1:0:24k", true, "amazon.nova-pro-v1:0:24k\tNova Pro\tAmazon\timage text video\ttext\tunknown\tactive\t-\t-\tprovisioned", "";
            /// `amazon.nova-pro-v1:0:300k`: Nova Pro, by Amazon.
            AMAZON_NOVA_PRO_V1_0_300K = "amazon.nova-pro-v1:0:300k", true, "amazon.nova-pro-v1:0:300k\tNova Pro\tAmazon\timage text video\ttext\tunknown\tactive\t-\t-\tprovisioned", "";
            /// `amazon.nova-reel-v1:0`: Nova Reel, by Amazon, past its end of life.
            AMAZON_NOVA_REEL_V1_0 = "amazon.nova-reel-v1:0", false, "amazon.nova-reel-v1:0\tNova Reel\tAmazon\timage text\tvideo\tno\teol\t2026-03-30\t2026-09-30\ton_demand", "";
            /// `amazon.nova-reel-v1:1`: Nova Reel, by Amazon, past its end of life.
            AMAZON_NOVA_REEL_V1_1 = "amazon.nova-reel-v1:1", false, "amazon.nova-reel-v1:1\tNova Reel\tAmazon\timage text\tvideo\tno\teol\t2026-03-30\t2026-09-30\ton_demand", "";
            /// `amazon.nova-sonic-v1:0`: Nova Sonic, by Amazon, past its end of life.
            AMAZON_NOVA_SONIC_V1_0 = "amazon.nova-sonic-v1:0", true, "amazon.nova-sonic-v1:0\tNova Sonic\tAmazon\tspeech\tspeech text\tyes\teol\t2026-03-13\t2026-09-14\ton_demand", "";
            /// `amazon.rerank-v1:0`: Rerank 1.0, by Amazon.
            AMAZON_RERANK_V1_0 = "amazon.rerank-v1:0", false, "amazon.rerank-v1:0\tRerank 1.0\tAmazon\ttext\ttext\tno\tactive\t-\t-\ton_demand", "ap-northeast-1 ca-central-1 eu-central-1 us-west-2";
            /// `amazon.titan-embed-g1-text-02`: Titan Text Embeddings v2, by Amazon.
            AMAZON_TITAN_EMBED_G1_TEXT_02 = "amazon.titan-embed-g1-text-02", false, "amazon.titan-embed-g1-text-02\tTitan Text Embeddings v2\tAmazon\ttext\tembedding\tno\tactive\t-\t-\ton_demand", "us-east-1 us-west-2";
            /// `amazon.titan-embed-image-v1`: Titan Multimodal Embeddings G1, by Amazon.
            AMAZON_TITAN_EMBED_IMAGE_V1 = "amazon.titan-embed-image-v1", false, "amazon.titan-embed-image-v1\tTitan Multimodal Embeddings G1\tAmazon\timage text\tembedding\tno\tactive\t-\t-\ton_demand", "ap-south-1 ap-southeast-2 ca-central-1 eu-central-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-west-2";
            /// `amazon.titan-embed-image-v1:0`: Titan Multimodal Embeddings G1, by Amazon, past its end of life.
            AMAZON_TITAN_EMBED_IMAGE_V1_0 = "amazon.titan-embed-image-v1:0", true, "amazon.titan-embed-image-v1:0\tTitan Multimodal Embeddings G1\tAmazon\timage text\tembedding\tunknown\teol\t-\t-\tprovisioned", "";
            /// `amazon.titan-embed-text-v1`: Titan Embeddings G1 - Text, by Amazon.
            AMAZON_TITAN_EMBED_TEXT_V1 = "amazon.titan-embed-text-v1", false, "amazon.titan-embed-text-v1\tTitan Embeddings G1 - Text\tAmazon\ttext\tembedding\tno\tactive\t-\t-\ton_demand", "ap-northeast-1 eu-central-1 us-east-1 us-west-2";
            /// `amazon.titan-embed-text-v1:2:8k`: Titan Embeddings G1 - Text, by Amazon.
            AMAZON_TITAN_EMBED_TEXT_V1_2_8K = "amazon.titan-embed-text-v1:2:8k", true, "amazon.titan-embed-text-v1:2:8k\tTitan Embeddings G1 - Text\tAmazon\ttext\tembedding\tunknown\tactive\t-\t-\tprovisioned", "";
            /// `amazon.titan-embed-text-v2:0`: Titan Text Embeddings V2, by Amazon.
            AMAZON_TITAN_EMBED_TEXT_V2_0 = "amazon.titan-embed-text-v2:0", false, "amazon.titan-embed-text-v2:0\tTitan Text Embeddings V2\tAmazon\ttext\tembedding\tno\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-2 ca-central-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-gov-east-1 us-gov-west-1 us-west-2";
            /// `amazon.titan-embed-text-v2:0:8k`: Titan Text Embeddings V2, by Amazon.
            AMAZON_TITAN_EMBED_TEXT_V2_0_8K = "amazon.titan-embed-text-v2:0:8k", true, "amazon.titan-embed-text-v2:0:8k\tTitan Text Embeddings V2\tAmazon\ttext\tembedding\tunknown\tactive\t-\t-\t-", "";
            /// `amazon.titan-image-generator-v1`: Titan Image Generator G1, by Amazon, past its end of life.
            AMAZON_TITAN_IMAGE_GENERATOR_V1 = "amazon.titan-image-generator-v1", true, "amazon.titan-image-generator-v1\tTitan Image Generator G1\tAmazon\timage text\timage\tunknown\teol\t-\t-\ton_demand", "";
            /// `amazon.titan-image-generator-v1:0`: Titan Image Generator G1, by Amazon, past its end of life.
            AMAZON_TITAN_IMAGE_GENERATOR_V1_0 = "amazon.titan-image-generator-v1:0", true, "amazon.titan-image-generator-v1:0\tTitan Image Generator G1\tAmazon\timage text\timage\tunknown\teol\t-\t-\tprovisioned", "";
            /// `amazon.titan-image-generator-v2:0`: Titan Image Generator G1 v2, by Amazon, past its end of life.
            AMAZON_TITAN_IMAGE_GENERATOR_V2_0 = "amazon.titan-image-generator-v2:0", false, "amazon.titan-image-generator-v2:0\tTitan Image Generator G1 v2\tAmazon\timage text\timage\tno\teol\t-\t2026-06-30\ton_demand provisioned", "";
            /// `amazon.titan-text-express-v1`: Titan Text G1 - Express, by Amazon, past its end of life.
            AMAZON_TITAN_TEXT_EXPRESS_V1 = "amazon.titan-text-express-v1", true, "amazon.titan-text-express-v1\tTitan Text G1 - Express\tAmazon\ttext\ttext\tunknown\teol\t-\t-\ton_demand", "";
            /// `amazon.titan-text-express-v1:0:8k`: Titan Text G1 - Express, by Amazon, past its end of life.
            AMAZON_TITAN_TEXT_EXPRESS_V1_0_8K = "amazon.titan-text-express-v1:0:8k", true, "amazon.titan-text-express-v1:0:8k\tTitan Text G1 - Express\tAmazon\ttext\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `amazon.titan-text-lite-v1`: Titan Text G1 - Lite, by Amazon, past its end of life.
            AMAZON_TITAN_TEXT_LITE_V1 = "amazon.titan-text-lite-v1", true, "amazon.titan-text-lite-v1\tTitan Text G1 - Lite\tAmazon\ttext\ttext\tunknown\teol\t-\t-\ton_demand", "";
            /// `amazon.titan-text-lite-v1:0:4k`: Titan Text G1 - Lite, by Amazon, past its end of life.
            AMAZON_TITAN_TEXT_LITE_V1_0_4K = "amazon.titan-text-lite-v1:0:4k", true, "amazon.titan-text-lite-v1:0:4k\tTitan Text G1 - Lite\tAmazon\ttext\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `amazon.titan-text-premier-v1:0`: Titan Text G1 - Premier, by Amazon, past its end of life.
            AMAZON_TITAN_TEXT_PREMIER_V1_0 = "amazon.titan-text-premier-v1:0", true, "amazon.titan-text-premier-v1:0\tTitan Text G1 - Premier\tAmazon\ttext\ttext\tyes\teol\t-\t-\ton_demand", "";
            /// `amazon.titan-tg1-large`: Titan Text Large, by Amazon, past its end of life.
            AMAZON_TITAN_TG1_LARGE = "amazon.titan-tg1-large", true, "amazon.titan-tg1-large\tTitan Text Large\tAmazon\ttext\ttext\tyes\teol\t-\t-\ton_demand", "";
            /// `anthropic.claude-3-5-haiku-20241022-v1:0`: Claude 3.5 Haiku, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_3_5_HAIKU_20241022_V1_0 = "anthropic.claude-3-5-haiku-20241022-v1:0", true, "anthropic.claude-3-5-haiku-20241022-v1:0\tClaude 3.5 Haiku\tAnthropic\ttext\ttext\tyes\teol\t-\t-\tinference_profile", "";
            /// `anthropic.claude-3-5-sonnet-20240620-v1:0`: Claude 3.5 Sonnet, by Anthropic, legacy.
            ANTHROPIC_CLAUDE_3_5_SONNET_20240620_V1_0 = "anthropic.claude-3-5-sonnet-20240620-v1:0", true, "anthropic.claude-3-5-sonnet-20240620-v1:0\tClaude 3.5 Sonnet\tAnthropic\timage text\ttext\tyes\tlegacy\t-\t-\tinference_profile on_demand", "ap-northeast-2 ap-southeast-1 us-gov-west-1";
            /// `anthropic.claude-3-5-sonnet-20240620-v1:0:18k`: Claude 3.5 Sonnet, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_3_5_SONNET_20240620_V1_0_18K = "anthropic.claude-3-5-sonnet-20240620-v1:0:18k", true, "anthropic.claude-3-5-sonnet-20240620-v1:0:18k\tClaude 3.5 Sonnet\tAnthropic\timage text\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `anthropic.claude-3-5-sonnet-20240620-v1:0:200k`: Claude 3.5 Sonnet, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_3_5_SONNET_20240620_V1_0_200K = "anthropic.claude-3-5-sonnet-20240620-v1:0:200k", true, "anthropic.claude-3-5-sonnet-20240620-v1:0:200k\tClaude 3.5 Sonnet\tAnthropic\timage text\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `anthropic.claude-3-5-sonnet-20240620-v1:0:51k`: Claude 3.5 Sonnet, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_3_5_SONNET_20240620_V1_0_51K = "anthropic.claude-3-5-sonnet-20240620-v1:0:51k", true, "anthropic.claude-3-5-sonnet-20240620-v1:0:51k\tClaude 3.5 Sonnet\tAnthropic\timage text\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `anthropic.claude-3-5-sonnet-20241022-v2:0`: Claude 3.5 Sonnet v2, by Anthropic, legacy.
            ANTHROPIC_CLAUDE_3_5_SONNET_20241022_V2_0 = "anthropic.claude-3-5-sonnet-20241022-v2:0", true, "anthropic.claude-3-5-sonnet-20241022-v2:0\tClaude 3.5 Sonnet v2\tAnthropic\timage text\ttext\tyes\tlegacy\t-\t-\tinference_profile", "";
            /// `anthropic.claude-3-5-sonnet-20241022-v2:0:18k`: Claude 3.5 Sonnet v2, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_3_5_SONNET_20241022_V2_0_18K = "anthropic.claude-3-5-sonnet-20241022-v2:0:18k", true, "anthropic.claude-3-5-sonnet-20241022-v2:0:18k\tClaude 3.5 Sonnet v2\tAnthropic\timage text\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `anthropic.claude-3-5-sonnet-20241022-v2:0:200k`: Claude 3.5 Sonnet v2, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_3_5_SONNET_20241022_V2_0_200K = "anthropic.claude-3-5-sonnet-20241022-v2:0:200k", true, "anthropic.claude-3-5-sonnet-20241022-v2:0:200k\tClaude 3.5 Sonnet v2\tAnthropic\timage text\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `anthropic.claude-3-5-sonnet-20241022-v2:0:51k`: Claude 3.5 Sonnet v2, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_3_5_SONNET_20241022_V2_0_51K = "anthropic.claude-3-5-sonnet-20241022-v2:0:51k", true, "anthropic.claude-3-5-sonnet-20241022-v2:0:51k\tClaude 3.5 Sonnet v2\tAnthropic\timage text\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `anthropic.claude-3-7-sonnet-20250219-v1:0`: Claude 3.7 Sonnet, by Anthropic, legacy.
            ANTHROPIC_CLAUDE_3_7_SONNET_20250219_V1_0 = "anthropic.claude-3-7-sonnet-20250219-v1:0", true, "anthropic.claude-3-7-sonnet-20250219-v1:0\tClaude 3.7 Sonnet\tAnthropic\timage text\ttext\tyes\tlegacy\t-\t-\tinference_profile on_demand", "eu-west-2 us-gov-west-1";
            /// `anthropic.claude-3-haiku-20240307-v1:0`: Claude 3 Haiku, by Anthropic, legacy.
            ANTHROPIC_CLAUDE_3_HAIKU_20240307_V1_0 = "anthropic.claude-3-haiku-20240307-v1:0", true, "anthropic.claude-3-haiku-20240307-v1:0\tClaude 3 Haiku\tAnthropic\timage text\ttext\tyes\tlegacy\t2026-03-10\t2026-09-10\tinference_profile on_demand", "ap-northeast-2 ap-south-1 ap-southeast-1 ca-central-1 eu-central-2 eu-west-3 sa-east-1 us-gov-west-1";
            /// `anthropic.claude-3-haiku-20240307-v1:0:200k`: Claude 3 Haiku, by Anthropic, legacy.
            ANTHROPIC_CLAUDE_3_HAIKU_20240307_V1_0_200K = "anthropic.claude-3-haiku-20240307-v1:0:200k", true, "anthropic.claude-3-haiku-20240307-v1:0:200k\tClaude 3 Haiku\tAnthropic\timage text\ttext\tunknown\tlegacy\t-\t-\tprovisioned", "";
            /// `anthropic.claude-3-haiku-20240307-v1:0:48k`: Claude 3 Haiku, by Anthropic, legacy.
            ANTHROPIC_CLAUDE_3_HAIKU_20240307_V1_0_48K = "anthropic.claude-3-haiku-20240307-v1:0:48k", true, "anthropic.claude-3-haiku-20240307-v1:0:48k\tClaude 3 Haiku\tAnthropic\timage text\ttext\tunknown\tlegacy\t-\t-\tinference_profile provisioned", "";
            /// `anthropic.claude-3-opus-20240229-v1:0`: Claude 3 Opus, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_3_OPUS_20240229_V1_0 = "anthropic.claude-3-opus-20240229-v1:0", true, "anthropic.claude-3-opus-20240229-v1:0\tClaude 3 Opus\tAnthropic\timage text\ttext\tyes\teol\t-\t-\tinference_profile", "";
            /// `anthropic.claude-3-opus-20240229-v1:0:12k`: Claude 3 Opus, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_3_OPUS_20240229_V1_0_12K = "anthropic.claude-3-opus-20240229-v1:0:12k", true, "anthropic.claude-3-opus-20240229-v1:0:12k\tClaude 3 Opus\tAnthropic\timage text\ttext\tunknown\teol\t-\t-\t-", "";
            /// `anthropic.claude-3-opus-20240229-v1:0:200k`: Claude 3 Opus, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_3_OPUS_20240229_V1_0_200K = "anthropic.claude-3-opus-20240229-v1:0:200k", true, "anthropic.claude-3-opus-20240229-v1:0:200k\tClaude 3 Opus\tAnthropic\timage text\ttext\tunknown\teol\t-\t-\t-", "";
            /// `anthropic.claude-3-opus-20240229-v1:0:28k`: Claude 3 Opus, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_3_OPUS_20240229_V1_0_28K = "anthropic.claude-3-opus-20240229-v1:0:28k", true, "anthropic.claude-3-opus-20240229-v1:0:28k\tClaude 3 Opus\tAnthropic\timage text\ttext\tunknown\teol\t-\t-\t-", "";
            /// `anthropic.claude-3-sonnet-20240229-v1:0`: Claude 3 Sonnet, by Anthropic, legacy.
            ANTHROPIC_CLAUDE_3_SONNET_20240229_V1_0 = "anthropic.claude-3-sonnet-20240229-v1:0", true, "anthropic.claude-3-sonnet-20240229-v1:0\tClaude 3 Sonnet\tAnthropic\timage text\ttext\tyes\tlegacy\t-\t-\tinference_profile on_demand", "ap-south-1 ca-central-1 eu-west-2 sa-east-1";
            /// `anthropic.claude-3-sonnet-20240229-v1:0:200k`: Claude 3 Sonnet, by Anthropic, legacy.
            ANTHROPIC_CLAUDE_3_SONNET_20240229_V1_0_200K = "anthropic.claude-3-sonnet-20240229-v1:0:200k", true, "anthropic.claude-3-sonnet-20240229-v1:0:200k\tClaude 3 Sonnet\tAnthropic\timage text\ttext\tunknown\tlegacy\t-\t-\tprovisioned", "";
            /// `anthropic.claude-3-sonnet-20240229-v1:0:28k`: Claude 3 Sonnet, by Anthropic, legacy.
            ANTHROPIC_CLAUDE_3_SONNET_20240229_V1_0_28K = "anthropic.claude-3-sonnet-20240229-v1:0:28k", true, "anthropic.claude-3-sonnet-20240229-v1:0:28k\tClaude 3 Sonnet\tAnthropic\timage text\ttext\tunknown\tlegacy\t-\t-\tprovisioned", "";
            /// `anthropic.claude-fable-5`: Claude Fable 5, by Anthropic.
            ANTHROPIC_CLAUDE_FABLE_5 = "anthropic.claude-fable-5", true, "anthropic.claude-fable-5\tClaude Fable 5\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `anthropic.claude-fable-5-1`: Claude Fable 5.1, by Anthropic.
            ANTHROPIC_CLAUDE_FABLE_5_1 = "anthropic.claude-fable-5-1", true, "anthropic.claude-fable-5-1\tClaude Fable 5.1\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `anthropic.claude-fable-5-2`: Claude Fable 5.2, by Anthropic.
            ANTHROPIC_CLAUDE_FABLE_5_2 = "anthropic.claude-fable-5-2", true, "anthropic.claude-fable-5-2\tClaude Fable 5.2\tAnthropic\t-\t-\tunknown\tunknown\t-\t-\t-", "";
            /// `anthropic.claude-fern-trn2-1024k`: anthropic.claude-fern-trn2-1024k, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_FERN_TRN2_1024K = "anthropic.claude-fern-trn2-1024k", true, "anthropic.claude-fern-trn2-1024k\t-\tAnthropic\ttext\ttext\tyes\teol\t-\t-\t-", "";
            /// `anthropic.claude-haiku-4-5`: Claude Haiku 4.5, by Anthropic.
            ANTHROPIC_CLAUDE_HAIKU_4_5 = "anthropic.claude-haiku-4-5", true, "anthropic.claude-haiku-4-5\tClaude Haiku 4.5\tAnthropic\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `anthropic.claude-haiku-4-5-20251001-v1:0`: Claude Haiku 4.5, by Anthropic.
            ANTHROPIC_CLAUDE_HAIKU_4_5_20251001_V1_0 = "anthropic.claude-haiku-4-5-20251001-v1:0", true, "anthropic.claude-haiku-4-5-20251001-v1:0\tClaude Haiku 4.5\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `anthropic.claude-haiku-5-5`: Claude Haiku 5.5, by Anthropic.
            ANTHROPIC_CLAUDE_HAIKU_5_5 = "anthropic.claude-haiku-5-5", true, "anthropic.claude-haiku-5-5\tClaude Haiku 5.5\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `anthropic.claude-instant-v1`: Claude Instant, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_INSTANT_V1 = "anthropic.claude-instant-v1", true, "anthropic.claude-instant-v1\tClaude Instant\tAnthropic\ttext\ttext\tyes\teol\t-\t-\ton_demand", "";
            /// `anthropic.claude-instant-v1:2:100k`: Claude Instant, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_INSTANT_V1_2_100K = "anthropic.claude-instant-v1:2:100k", true, "anthropic.claude-instant-v1:2:100k\tClaude Instant\tAnthropic\ttext\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `anthropic.claude-mulberry-trn2-208k-20251001`: anthropic.claude-mulberry-trn2-208k-20251001, by Anthropic.
            ANTHROPIC_CLAUDE_MULBERRY_TRN2_208K_20251001 = "anthropic.claude-mulberry-trn2-208k-20251001", true, "anthropic.claude-mulberry-trn2-208k-20251001\t-\tAnthropic\ttext\ttext\tyes\tunknown\t-\t-\t-", "";
            /// `anthropic.claude-mythos-5`: Claude Mythos 5, by Anthropic.
            ANTHROPIC_CLAUDE_MYTHOS_5 = "anthropic.claude-mythos-5", true, "anthropic.claude-mythos-5\tClaude Mythos 5\tAnthropic\t-\t-\tunknown\tactive\t-\t-\t-", "";
            /// `anthropic.claude-mythos-5-1`: Claude Mythos 5.1, by Anthropic.
            ANTHROPIC_CLAUDE_MYTHOS_5_1 = "anthropic.claude-mythos-5-1", true, "anthropic.claude-mythos-5-1\tClaude Mythos 5.1\tAnthropic\t-\t-\tunknown\tactive\t-\t-\t-", "";
            /// `anthropic.claude-mythos-preview`: Claude Mythos Preview, by Anthropic.
            ANTHROPIC_CLAUDE_MYTHOS_PREVIEW = "anthropic.claude-mythos-preview", true, "anthropic.claude-mythos-preview\tClaude Mythos Preview\tAnthropic\t-\t-\tunknown\tactive\t-\t-\t-", "";
            /// `anthropic.claude-opus-4-1-20250805-v1:0`: Claude Opus 4.1, by Anthropic, legacy.
            ANTHROPIC_CLAUDE_OPUS_4_1_20250805_V1_0 = "anthropic.claude-opus-4-1-20250805-v1:0", true, "anthropic.claude-opus-4-1-20250805-v1:0\tClaude Opus 4.1\tAnthropic\timage text\ttext\tyes\tlegacy\t2026-07-08\t2027-01-08\tinference_profile", "";
            /// `anthropic.claude-opus-4-20250514-v1:0`: Claude Opus 4, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_OPUS_4_20250514_V1_0 = "anthropic.claude-opus-4-20250514-v1:0", true, "anthropic.claude-opus-4-20250514-v1:0\tClaude Opus 4\tAnthropic\timage text\ttext\tyes\teol\t-\t-\tinference_profile", "";
            /// `anthropic.claude-opus-4-5-20251101-v1:0`: Claude Opus 4.5, by Anthropic.
            ANTHROPIC_CLAUDE_OPUS_4_5_20251101_V1_0 = "anthropic.claude-opus-4-5-20251101-v1:0", true, "anthropic.claude-opus-4-5-20251101-v1:0\tClaude Opus 4.5\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `anthropic.claude-opus-4-6-v1`: Claude Opus 4.6, by Anthropic.
            ANTHROPIC_CLAUDE_OPUS_4_6_V1 = "anthropic.claude-opus-4-6-v1", true, "anthropic.claude-opus-4-6-v1\tClaude Opus 4.6\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile on_demand", "eu-west-2";
            /// `anthropic.claude-opus-4-7`: Claude Opus 4.7, by Anthropic.
            ANTHROPIC_CLAUDE_OPUS_4_7 = "anthropic.claude-opus-4-7", true, "anthropic.claude-opus-4-7\tClaude Opus 4.7\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `anthropic.claude-opus-4-8`: Claude Opus 4.8, by Anthropic.
            ANTHROPIC_CLAUDE_OPUS_4_8 = "anthropic.claude-opus-4-8", true, "anthropic.claude-opus-4-8\tClaude Opus 4.8\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `anthropic.claude-opus-5`: Claude Opus 5, by Anthropic.
            ANTHROPIC_CLAUDE_OPUS_5 = "anthropic.claude-opus-5", true, "anthropic.claude-opus-5\tClaude Opus 5\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile on_demand", "ap-northeast-2";
            /// `anthropic.claude-opus-5-5`: Claude Opus 5.5, by Anthropic.
            ANTHROPIC_CLAUDE_OPUS_5_5 = "anthropic.claude-opus-5-5", true, "anthropic.claude-opus-5-5\tClaude Opus 5.5\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile on_demand", "eu-west-2";
            /// `anthropic.claude-sonnet-4-20250514-v1:0`: Claude Sonnet 4, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_SONNET_4_20250514_V1_0 = "anthropic.claude-sonnet-4-20250514-v1:0", true, "anthropic.claude-sonnet-4-20250514-v1:0\tClaude Sonnet 4\tAnthropic\timage text\ttext\tyes\teol\t2026-04-14\t2026-10-14\tinference_profile", "";
            /// `anthropic.claude-sonnet-4-20250514-v1:0:200k`: Claude Sonnet 4, by Anthropic.
            ANTHROPIC_CLAUDE_SONNET_4_20250514_V1_0_200K = "anthropic.claude-sonnet-4-20250514-v1:0:200k", true, "anthropic.claude-sonnet-4-20250514-v1:0:200k\tClaude Sonnet 4\tAnthropic\t-\t-\tunknown\tunknown\t-\t-\t-", "";
            /// `anthropic.claude-sonnet-4-20250514-v1:0:32k`: Claude Sonnet 4, by Anthropic.
            ANTHROPIC_CLAUDE_SONNET_4_20250514_V1_0_32K = "anthropic.claude-sonnet-4-20250514-v1:0:32k", true, "anthropic.claude-sonnet-4-20250514-v1:0:32k\tClaude Sonnet 4\tAnthropic\t-\t-\tunknown\tunknown\t-\t-\t-", "";
            /// `anthropic.claude-sonnet-4-5-20250929-v1:0`: Claude Sonnet 4.5, by Anthropic, legacy.
            ANTHROPIC_CLAUDE_SONNET_4_5_20250929_V1_0 = "anthropic.claude-sonnet-4-5-20250929-v1:0", true, "anthropic.claude-sonnet-4-5-20250929-v1:0\tClaude Sonnet 4.5\tAnthropic\timage text\ttext\tyes\tlegacy\t-\t2027-04-08\tinference_profile", "";
            /// `anthropic.claude-sonnet-4-6`: Claude Sonnet 4.6, by Anthropic.
            ANTHROPIC_CLAUDE_SONNET_4_6 = "anthropic.claude-sonnet-4-6", true, "anthropic.claude-sonnet-4-6\tClaude Sonnet 4.6\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile on_demand", "eu-west-2";
            /// `anthropic.claude-sonnet-5`: Claude Sonnet 5, by Anthropic.
            ANTHROPIC_CLAUDE_SONNET_5 = "anthropic.claude-sonnet-5", true, "anthropic.claude-sonnet-5\tClaude Sonnet 5\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile on_demand", "ap-northeast-2 ap-southeast-1 eu-west-2";
            /// `anthropic.claude-sonnet-5-5`: Claude Sonnet 5.5, by Anthropic.
            ANTHROPIC_CLAUDE_SONNET_5_5 = "anthropic.claude-sonnet-5-5", true, "anthropic.claude-sonnet-5-5\tClaude Sonnet 5.5\tAnthropic\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `anthropic.claude-v1`: anthropic.claude-v1, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_V1 = "anthropic.claude-v1", true, "anthropic.claude-v1\t-\tAnthropic\t-\t-\tunknown\teol\t-\t-\t-", "";
            /// `anthropic.claude-v2`: Claude, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_V2 = "anthropic.claude-v2", true, "anthropic.claude-v2\tClaude\tAnthropic\ttext\ttext\tyes\teol\t-\t-\ton_demand", "";
            /// `anthropic.claude-v2:0:100k`: Claude, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_V2_0_100K = "anthropic.claude-v2:0:100k", true, "anthropic.claude-v2:0:100k\tClaude\tAnthropic\ttext\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `anthropic.claude-v2:0:18k`: Claude, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_V2_0_18K = "anthropic.claude-v2:0:18k", true, "anthropic.claude-v2:0:18k\tClaude\tAnthropic\ttext\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `anthropic.claude-v2:1`: Claude, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_V2_1 = "anthropic.claude-v2:1", true, "anthropic.claude-v2:1\tClaude\tAnthropic\ttext\ttext\tyes\teol\t-\t-\ton_demand", "";
            /// `anthropic.claude-v2:1:18k`: Claude, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_V2_1_18K = "anthropic.claude-v2:1:18k", true, "anthropic.claude-v2:1:18k\tClaude\tAnthropic\ttext\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `anthropic.claude-v2:1:200k`: Claude, by Anthropic, past its end of life.
            ANTHROPIC_CLAUDE_V2_1_200K = "anthropic.claude-v2:1:200k", true, "anthropic.claude-v2:1:200k\tClaude\tAnthropic\ttext\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `cohere.command-light-text-v14`: Command Light, by Cohere, past its end of life.
            COHERE_COMMAND_LIGHT_TEXT_V14 = "cohere.command-light-text-v14", true, "cohere.command-light-text-v14\tCommand Light\tCohere\ttext\ttext\tyes\teol\t-\t-\ton_demand", "";
            /// `cohere.command-light-text-v14:7:4k`: Command Light, by Cohere, past its end of life.
            COHERE_COMMAND_LIGHT_TEXT_V14_7_4K = "cohere.command-light-text-v14:7:4k", true, "cohere.command-light-text-v14:7:4k\tCommand Light\tCohere\ttext\ttext\tyes\teol\t-\t-\tprovisioned", "";
            /// `cohere.command-r-plus-v1:0`: Command R+, by Cohere, past its end of life.
            COHERE_COMMAND_R_PLUS_V1_0 = "cohere.command-r-plus-v1:0", true, "cohere.command-r-plus-v1:0\tCommand R+\tCohere\ttext\ttext\tyes\teol\t2026-02-19\t2026-08-19\ton_demand", "";
            /// `cohere.command-r-v1:0`: Command R, by Cohere, past its end of life.
            COHERE_COMMAND_R_V1_0 = "cohere.command-r-v1:0", true, "cohere.command-r-v1:0\tCommand R\tCohere\ttext\ttext\tyes\teol\t2026-02-19\t2026-08-19\ton_demand", "";
            /// `cohere.command-text-v14`: Command, by Cohere, past its end of life.
            COHERE_COMMAND_TEXT_V14 = "cohere.command-text-v14", true, "cohere.command-text-v14\tCommand\tCohere\ttext\ttext\tyes\teol\t-\t-\ton_demand", "";
            /// `cohere.command-text-v14:7:4k`: Command, by Cohere, past its end of life.
            COHERE_COMMAND_TEXT_V14_7_4K = "cohere.command-text-v14:7:4k", true, "cohere.command-text-v14:7:4k\tCommand\tCohere\ttext\ttext\tyes\teol\t-\t-\tprovisioned", "";
            /// `cohere.embed-english-v3`: Embed English, by Cohere.
            COHERE_EMBED_ENGLISH_V3 = "cohere.embed-english-v3", false, "cohere.embed-english-v3\tEmbed English\tCohere\ttext\tembedding\tno\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-west-2";
            /// `cohere.embed-english-v3:0:512`: Embed English, by Cohere.
            COHERE_EMBED_ENGLISH_V3_0_512 = "cohere.embed-english-v3:0:512", true, "cohere.embed-english-v3:0:512\tEmbed English\tCohere\ttext\tembedding\tunknown\tactive\t-\t-\tprovisioned", "";
            /// `cohere.embed-multilingual-v3`: Embed Multilingual, by Cohere.
            COHERE_EMBED_MULTILINGUAL_V3 = "cohere.embed-multilingual-v3", false, "cohere.embed-multilingual-v3\tEmbed Multilingual\tCohere\ttext\tembedding\tno\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-west-2";
            /// `cohere.embed-multilingual-v3:0:512`: Embed Multilingual, by Cohere.
            COHERE_EMBED_MULTILINGUAL_V3_0_512 = "cohere.embed-multilingual-v3:0:512", true, "cohere.embed-multilingual-v3:0:512\tEmbed Multilingual\tCohere\ttext\tembedding\tunknown\tactive\t-\t-\tprovisioned", "";
            /// `cohere.embed-v4:0`: Embed v4, by Cohere.
            COHERE_EMBED_V4_0 = "cohere.embed-v4:0", false, "cohere.embed-v4:0\tEmbed v4\tCohere\timage text\tembedding\tno\tactive\t-\t-\tinference_profile on_demand", "ap-northeast-1 eu-west-1 us-east-1";
            /// `cohere.rerank-v3-5:0`: Rerank 3.5, by Cohere.
            COHERE_RERANK_V3_5_0 = "cohere.rerank-v3-5:0", false, "cohere.rerank-v3-5:0\tRerank 3.5\tCohere\ttext\ttext\tno\tactive\t-\t-\ton_demand", "ap-northeast-1 ca-central-1 eu-central-1 us-east-1 us-west-2";
            /// `deepseek.r1-v1:0`: DeepSeek-R1, by DeepSeek.
            DEEPSEEK_R1_V1_0 = "deepseek.r1-v1:0", true, "deepseek.r1-v1:0\tDeepSeek-R1\tDeepSeek\ttext\ttext\tyes\tactive\t-\t2027-03-30\tinference_profile", "";
            /// `deepseek.v3-v1:0`: DeepSeek-V3.1, by DeepSeek.
            DEEPSEEK_V3_V1_0 = "deepseek.v3-v1:0", true, "deepseek.v3-v1:0\tDeepSeek-V3.1\tDeepSeek\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-north-1 eu-west-2 us-east-2 us-west-2";
            /// `deepseek.v3.1`: DeepSeek-V3.1, by DeepSeek.
            DEEPSEEK_V3_1 = "deepseek.v3.1", true, "deepseek.v3.1\tDeepSeek-V3.1\tDeepSeek\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `deepseek.v3.2`: DeepSeek V3.2, by DeepSeek.
            DEEPSEEK_V3_2 = "deepseek.v3.2", true, "deepseek.v3.2\tDeepSeek V3.2\tDeepSeek\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-north-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `google.gemma-3-12b-it`: Gemma 3 12B IT, by Google.
            GOOGLE_GEMMA_3_12B_IT = "google.gemma-3-12b-it", true, "google.gemma-3-12b-it\tGemma 3 12B IT\tGoogle\timage text\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `google.gemma-3-27b-it`: Gemma 3 27B PT, by Google.
            GOOGLE_GEMMA_3_27B_IT = "google.gemma-3-27b-it", true, "google.gemma-3-27b-it\tGemma 3 27B PT\tGoogle\timage text\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `google.gemma-3-4b-it`: Gemma 3 4B IT, by Google.
            GOOGLE_GEMMA_3_4B_IT = "google.gemma-3-4b-it", true, "google.gemma-3-4b-it\tGemma 3 4B IT\tGoogle\timage text\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `google.gemma-4-26b-a4b`: Gemma 4 26B-A4B, by Google.
            GOOGLE_GEMMA_4_26B_A4B = "google.gemma-4-26b-a4b", true, "google.gemma-4-26b-a4b\tGemma 4 26B-A4B\tGoogle\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `google.gemma-4-31b`: Gemma 4 31B, by Google.
            GOOGLE_GEMMA_4_31B = "google.gemma-4-31b", true, "google.gemma-4-31b\tGemma 4 31B\tGoogle\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `google.gemma-4-e2b`: Gemma 4 E2B, by Google.
            GOOGLE_GEMMA_4_E2B = "google.gemma-4-e2b", true, "google.gemma-4-e2b\tGemma 4 E2B\tGoogle\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `luma.ray-v2:0`: Ray v2, by Luma AI.
            LUMA_RAY_V2_0 = "luma.ray-v2:0", false, "luma.ray-v2:0\tRay v2\tLuma AI\ttext\tvideo\tno\tactive\t-\t-\ton_demand", "us-west-2";
            /// `meta.llama2-13b-chat-v1`: meta.llama2-13b-chat-v1, by Meta, past its end of life.
            META_LLAMA2_13B_CHAT_V1 = "meta.llama2-13b-chat-v1", true, "meta.llama2-13b-chat-v1\t-\tMeta\t-\t-\tunknown\teol\t-\t-\t-", "";
            /// `meta.llama2-13b-chat-v1:0:4k`: meta.llama2-13b-chat-v1:0:4k, by Meta, past its end of life.
            META_LLAMA2_13B_CHAT_V1_0_4K = "meta.llama2-13b-chat-v1:0:4k", true, "meta.llama2-13b-chat-v1:0:4k\t-\tMeta\t-\t-\tunknown\teol\t-\t-\t-", "";
            /// `meta.llama2-13b-v1`: meta.llama2-13b-v1, by Meta, past its end of life.
            META_LLAMA2_13B_V1 = "meta.llama2-13b-v1", true, "meta.llama2-13b-v1\t-\tMeta\t-\t-\tunknown\teol\t-\t-\t-", "";
            /// `meta.llama2-13b-v1:0:4k`: meta.llama2-13b-v1:0:4k, by Meta, past its end of life.
            META_LLAMA2_13B_V1_0_4K = "meta.llama2-13b-v1:0:4k", true, "meta.llama2-13b-v1:0:4k\t-\tMeta\t-\t-\tunknown\teol\t-\t-\t-", "";
            /// `meta.llama2-70b-chat-v1`: meta.llama2-70b-chat-v1, by Meta, past its end of life.
            META_LLAMA2_70B_CHAT_V1 = "meta.llama2-70b-chat-v1", true, "meta.llama2-70b-chat-v1\t-\tMeta\t-\t-\tunknown\teol\t-\t-\t-", "";
            /// `meta.llama2-70b-chat-v1:0:4k`: meta.llama2-70b-chat-v1:0:4k, by Meta, past its end of life.
            META_LLAMA2_70B_CHAT_V1_0_4K = "meta.llama2-70b-chat-v1:0:4k", true, "meta.llama2-70b-chat-v1:0:4k\t-\tMeta\t-\t-\tunknown\teol\t-\t-\t-", "";
            /// `meta.llama2-70b-v1`: meta.llama2-70b-v1, by Meta, past its end of life.
            META_LLAMA2_70B_V1 = "meta.llama2-70b-v1", true, "meta.llama2-70b-v1\t-\tMeta\t-\t-\tunknown\teol\t-\t-\t-", "";
            /// `meta.llama2-70b-v1:0:4k`: meta.llama2-70b-v1:0:4k, by Meta, past its end of life.
            META_LLAMA2_70B_V1_0_4K = "meta.llama2-70b-v1:0:4k", true, "meta.llama2-70b-v1:0:4k\t-\tMeta\t-\t-\tunknown\teol\t-\t-\t-", "";
            /// `meta.llama3-1-405b-instruct-v1:0`: Llama 3.1 405B Instruct, by Meta, past its end of life.
            META_LLAMA3_1_405B_INSTRUCT_V1_0 = "meta.llama3-1-405b-instruct-v1:0", true, "meta.llama3-1-405b-instruct-v1:0\tLlama 3.1 405B Instruct\tMeta\ttext\ttext\tyes\teol\t-\t2026-07-07\ton_demand", "";
            /// `meta.llama3-1-70b-instruct-v1:0`: Llama 3.1 70B Instruct, by Meta.
            META_LLAMA3_1_70B_INSTRUCT_V1_0 = "meta.llama3-1-70b-instruct-v1:0", true, "meta.llama3-1-70b-instruct-v1:0\tLlama 3.1 70B Instruct\tMeta\ttext\ttext\tyes\tactive\t-\t2027-03-30\tinference_profile on_demand", "us-west-2";
            /// `meta.llama3-1-70b-instruct-v1:0:128k`: Llama 3.1 70B Instruct, by Meta.
            META_LLAMA3_1_70B_INSTRUCT_V1_0_128K = "meta.llama3-1-70b-instruct-v1:0:128k", true, "meta.llama3-1-70b-instruct-v1:0:128k\tLlama 3.1 70B Instruct\tMeta\ttext\ttext\tunknown\tactive\t-\t-\tprovisioned", "";
            /// `meta.llama3-1-8b-instruct-v1:0`: Llama 3.1 8B Instruct, by Meta.
            META_LLAMA3_1_8B_INSTRUCT_V1_0 = "meta.llama3-1-8b-instruct-v1:0", true, "meta.llama3-1-8b-instruct-v1:0\tLlama 3.1 8B Instruct\tMeta\ttext\ttext\tyes\tactive\t-\t2027-03-30\tinference_profile on_demand", "us-west-2";
            /// `meta.llama3-1-8b-instruct-v1:0:128`: Llama 3.1 8B Instruct, by Meta, past its end of life.
            META_LLAMA3_1_8B_INSTRUCT_V1_0_128 = "meta.llama3-1-8b-instruct-v1:0:128", true, "meta.llama3-1-8b-instruct-v1:0:128\tLlama 3.1 8B Instruct\tMeta\t-\t-\tunknown\teol\t-\t-\t-", "";
            /// `meta.llama3-1-8b-instruct-v1:0:128k`: Llama 3.1 8B Instruct, by Meta.
            META_LLAMA3_1_8B_INSTRUCT_V1_0_128K = "meta.llama3-1-8b-instruct-v1:0:128k", true, "meta.llama3-1-8b-instruct-v1:0:128k\tLlama 3.1 8B Instruct\tMeta\ttext\ttext\tunknown\tactive\t-\t-\tprovisioned", "";
            /// `meta.llama3-2-11b-instruct-v1:0`: Llama 3.2 11B Instruct, by Meta, past its end of life.
            META_LLAMA3_2_11B_INSTRUCT_V1_0 = "meta.llama3-2-11b-instruct-v1:0", true, "meta.llama3-2-11b-instruct-v1:0\tLlama 3.2 11B Instruct\tMeta\timage text\ttext\tyes\teol\t-\t2026-07-07\tinference_profile", "";
            /// `meta.llama3-2-11b-instruct-v1:0:128k`: Llama 3.2 11B Instruct, by Meta, past its end of life.
            META_LLAMA3_2_11B_INSTRUCT_V1_0_128K = "meta.llama3-2-11b-instruct-v1:0:128k", true, "meta.llama3-2-11b-instruct-v1:0:128k\tLlama 3.2 11B Instruct\tMeta\timage text\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `meta.llama3-2-1b-instruct-v1:0`: Llama 3.2 1B Instruct, by Meta, past its end of life.
            META_LLAMA3_2_1B_INSTRUCT_V1_0 = "meta.llama3-2-1b-instruct-v1:0", true, "meta.llama3-2-1b-instruct-v1:0\tLlama 3.2 1B Instruct\tMeta\ttext\ttext\tyes\teol\t-\t2026-07-07\tinference_profile", "";
            /// `meta.llama3-2-1b-instruct-v1:0:128k`: Llama 3.2 1B Instruct, by Meta, past its end of life.
            META_LLAMA3_2_1B_INSTRUCT_V1_0_128K = "meta.llama3-2-1b-instruct-v1:0:128k", true, "meta.llama3-2-1b-instruct-v1:0:128k\tLlama 3.2 1B Instruct\tMeta\ttext\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `meta.llama3-2-3b-instruct-v1:0`: Llama 3.2 3B Instruct, by Meta, past its end of life.
            META_LLAMA3_2_3B_INSTRUCT_V1_0 = "meta.llama3-2-3b-instruct-v1:0", true, "meta.llama3-2-3b-instruct-v1:0\tLlama 3.2 3B Instruct\tMeta\ttext\ttext\tyes\teol\t-\t2026-07-07\tinference_profile", "";
            /// `meta.llama3-2-3b-instruct-v1:0:128k`: Llama 3.2 3B Instruct, by Meta, past its end of life.
            META_LLAMA3_2_3B_INSTRUCT_V1_0_128K = "meta.llama3-2-3b-instruct-v1:0:128k", true, "meta.llama3-2-3b-instruct-v1:0:128k\tLlama 3.2 3B Instruct\tMeta\ttext\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `meta.llama3-2-90b-instruct-v1:0`: Llama 3.2 90B Instruct, by Meta, past its end of life.
            META_LLAMA3_2_90B_INSTRUCT_V1_0 = "meta.llama3-2-90b-instruct-v1:0", true, "meta.llama3-2-90b-instruct-v1:0\tLlama 3.2 90B Instruct\tMeta\timage text\ttext\tyes\teol\t-\t2026-07-07\tinference_profile", "";
            /// `meta.llama3-2-90b-instruct-v1:0:128k`: Llama 3.2 90B Instruct, by Meta, past its end of life.
            META_LLAMA3_2_90B_INSTRUCT_V1_0_128K = "meta.llama3-2-90b-instruct-v1:0:128k", true, "meta.llama3-2-90b-instruct-v1:0:128k\tLlama 3.2 90B Instruct\tMeta\timage text\ttext\tunknown\teol\t-\t-\tprovisioned", "";
            /// `meta.llama3-3-70b-instruct-v1:0`: Llama 3.3 70B Instruct, by Meta.
            META_LLAMA3_3_70B_INSTRUCT_V1_0 = "meta.llama3-3-70b-instruct-v1:0", true, "meta.llama3-3-70b-instruct-v1:0\tLlama 3.3 70B Instruct\tMeta\ttext\ttext\tyes\tactive\t-\t2027-03-30\tinference_profile on_demand", "us-east-2";
            /// `meta.llama3-3-70b-instruct-v1:0:128k`: Llama 3.3 70B Instruct, by Meta.
            META_LLAMA3_3_70B_INSTRUCT_V1_0_128K = "meta.llama3-3-70b-instruct-v1:0:128k", true, "meta.llama3-3-70b-instruct-v1:0:128k\tLlama 3.3 70B Instruct\tMeta\t-\t-\tunknown\tunknown\t-\t-\t-", "";
            /// `meta.llama3-70b-instruct-v1:0`: Llama 3 70B Instruct, by Meta.
            META_LLAMA3_70B_INSTRUCT_V1_0 = "meta.llama3-70b-instruct-v1:0", true, "meta.llama3-70b-instruct-v1:0\tLlama 3 70B Instruct\tMeta\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-south-1 ca-central-1 eu-west-2 us-east-1 us-gov-west-1 us-west-2";
            /// `meta.llama3-8b-instruct-v1:0`: Llama 3 8B Instruct, by Meta.
            META_LLAMA3_8B_INSTRUCT_V1_0 = "meta.llama3-8b-instruct-v1:0", true, "meta.llama3-8b-instruct-v1:0\tLlama 3 8B Instruct\tMeta\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-south-1 ca-central-1 eu-west-2 us-east-1 us-gov-west-1 us-west-2";
            /// `meta.llama4-maverick-17b-instruct-v1:0`: Llama 4 Maverick 17B Instruct, by Meta.
            META_LLAMA4_MAVERICK_17B_INSTRUCT_V1_0 = "meta.llama4-maverick-17b-instruct-v1:0", true, "meta.llama4-maverick-17b-instruct-v1:0\tLlama 4 Maverick 17B Instruct\tMeta\timage text\ttext\tyes\tactive\t-\t2027-03-30\tinference_profile", "";
            /// `meta.llama4-maverick-17b-instruct-v1:0:128k`: Llama 4 Maverick 17B Instruct, by Meta.
            META_LLAMA4_MAVERICK_17B_INSTRUCT_V1_0_128K = "meta.llama4-maverick-17b-instruct-v1:0:128k", true, "meta.llama4-maverick-17b-instruct-v1:0:128k\tLlama 4 Maverick 17B Instruct\tMeta\t-\t-\tunknown\tunknown\t-\t-\t-", "";
            /// `meta.llama4-maverick-17b-instruct-v1:0:1m`: Llama 4 Maverick 17B Instruct, by Meta.
            META_LLAMA4_MAVERICK_17B_INSTRUCT_V1_0_1M = "meta.llama4-maverick-17b-instruct-v1:0:1m", true, "meta.llama4-maverick-17b-instruct-v1:0:1m\tLlama 4 Maverick 17B Instruct\tMeta\t-\t-\tunknown\tunknown\t-\t-\t-", "";
            /// `meta.llama4-scout-17b-instruct-v1:0`: Llama 4 Scout 17B Instruct, by Meta.
            META_LLAMA4_SCOUT_17B_INSTRUCT_V1_0 = "meta.llama4-scout-17b-instruct-v1:0", true, "meta.llama4-scout-17b-instruct-v1:0\tLlama 4 Scout 17B Instruct\tMeta\timage text\ttext\tyes\tactive\t-\t2027-03-30\tinference_profile", "";
            /// `meta.llama4-scout-17b-instruct-v1:0:10m`: Llama 4 Scout 17B Instruct, by Meta.
            META_LLAMA4_SCOUT_17B_INSTRUCT_V1_0_10M = "meta.llama4-scout-17b-instruct-v1:0:10m", true, "meta.llama4-scout-17b-instruct-v1:0:10m\tLlama 4 Scout 17B Instruct\tMeta\t-\t-\tunknown\tunknown\t-\t-\t-", "";
            /// `meta.llama4-scout-17b-instruct-v1:0:128k`: Llama 4 Scout 17B Instruct, by Meta.
            META_LLAMA4_SCOUT_17B_INSTRUCT_V1_0_128K = "meta.llama4-scout-17b-instruct-v1:0:128k", true, "meta.llama4-scout-17b-instruct-v1:0:128k\tLlama 4 Scout 17B Instruct\tMeta\t-\t-\tunknown\tunknown\t-\t-\t-", "";
            /// `minimax.minimax-m2`: MiniMax M2, by MiniMax.
            MINIMAX_MINIMAX_M2 = "minimax.minimax-m2", true, "minimax.minimax-m2\tMiniMax M2\tMiniMax\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `minimax.minimax-m2.1`: MiniMax M2.1, by MiniMax.
            MINIMAX_MINIMAX_M2_1 = "minimax.minimax-m2.1", true, "minimax.minimax-m2.1\tMiniMax M2.1\tMiniMax\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-central-1 eu-north-1 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `minimax.minimax-m2.5`: MiniMax M2.5, by MiniMax.
            MINIMAX_MINIMAX_M2_5 = "minimax.minimax-m2.5", true, "minimax.minimax-m2.5\tMiniMax M2.5\tMiniMax\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-central-1 eu-north-1 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `mistral.devstral-2-123b`: Devstral 2 123B, by Mistral AI.
            MISTRAL_DEVSTRAL_2_123B = "mistral.devstral-2-123b", true, "mistral.devstral-2-123b\tDevstral 2 123B\tMistral AI\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-central-1 eu-north-1 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `mistral.magistral-small-2509`: Magistral Small 2509, by Mistral AI.
            MISTRAL_MAGISTRAL_SMALL_2509 = "mistral.magistral-small-2509", true, "mistral.magistral-small-2509\tMagistral Small 2509\tMistral AI\timage text\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `mistral.ministral-3-14b-instruct`: Ministral 14B 3.0, by Mistral AI.
            MISTRAL_MINISTRAL_3_14B_INSTRUCT = "mistral.ministral-3-14b-instruct", true, "mistral.ministral-3-14b-instruct\tMinistral 14B 3.0\tMistral AI\timage text\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `mistral.ministral-3-3b-instruct`: Ministral 3B, by Mistral AI.
            MISTRAL_MINISTRAL_3_3B_INSTRUCT = "mistral.ministral-3-3b-instruct", true, "mistral.ministral-3-3b-instruct\tMinistral 3B\tMistral AI\timage text\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `mistral.ministral-3-8b-instruct`: Ministral 3 8B, by Mistral AI.
            MISTRAL_MINISTRAL_3_8B_INSTRUCT = "mistral.ministral-3-8b-instruct", true, "mistral.ministral-3-8b-instruct\tMinistral 3 8B\tMistral AI\timage text\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `mistral.mistral-7b-instruct-v0:2`: Mistral 7B Instruct, by Mistral AI.
            MISTRAL_MISTRAL_7B_INSTRUCT_V0_2 = "mistral.mistral-7b-instruct-v0:2", true, "mistral.mistral-7b-instruct-v0:2\tMistral 7B Instruct\tMistral AI\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-south-1 ap-southeast-2 ca-central-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-west-2";
            /// `mistral.mistral-large-2402-v1:0`: Mistral Large (24.02), by Mistral AI.
            MISTRAL_MISTRAL_LARGE_2402_V1_0 = "mistral.mistral-large-2402-v1:0", true, "mistral.mistral-large-2402-v1:0\tMistral Large (24.02)\tMistral AI\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-south-1 ap-southeast-2 ca-central-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-west-2";
            /// `mistral.mistral-large-2407-v1:0`: Mistral Large (24.07), by Mistral AI.
            MISTRAL_MISTRAL_LARGE_2407_V1_0 = "mistral.mistral-large-2407-v1:0", true, "mistral.mistral-large-2407-v1:0\tMistral Large (24.07)\tMistral AI\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "us-west-2";
            /// `mistral.mistral-large-3-675b-instruct`: Mistral Large 3, by Mistral AI.
            MISTRAL_MISTRAL_LARGE_3_675B_INSTRUCT = "mistral.mistral-large-3-675b-instruct", true, "mistral.mistral-large-3-675b-instruct\tMistral Large 3\tMistral AI\timage text\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `mistral.mistral-small-2402-v1:0`: Mistral Small (24.02), by Mistral AI.
            MISTRAL_MISTRAL_SMALL_2402_V1_0 = "mistral.mistral-small-2402-v1:0", true, "mistral.mistral-small-2402-v1:0\tMistral Small (24.02)\tMistral AI\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "us-east-1";
            /// `mistral.mixtral-8x7b-instruct-v0:1`: Mixtral 8x7B Instruct, by Mistral AI.
            MISTRAL_MIXTRAL_8X7B_INSTRUCT_V0_1 = "mistral.mixtral-8x7b-instruct-v0:1", true, "mistral.mixtral-8x7b-instruct-v0:1\tMixtral 8x7B Instruct\tMistral AI\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-south-1 ap-southeast-2 ca-central-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-west-2";
            /// `mistral.pixtral-large-2502-v1:0`: Pixtral Large (25.02), by Mistral AI.
            MISTRAL_PIXTRAL_LARGE_2502_V1_0 = "mistral.pixtral-large-2502-v1:0", true, "mistral.pixtral-large-2502-v1:0\tPixtral Large (25.02)\tMistral AI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `mistral.voxtral-mini-3b-2507`: Voxtral Mini 3B 2507, by Mistral AI.
            MISTRAL_VOXTRAL_MINI_3B_2507 = "mistral.voxtral-mini-3b-2507", true, "mistral.voxtral-mini-3b-2507\tVoxtral Mini 3B 2507\tMistral AI\tspeech text\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `mistral.voxtral-small-24b-2507`: Voxtral Small 24B 2507, by Mistral AI.
            MISTRAL_VOXTRAL_SMALL_24B_2507 = "mistral.voxtral-small-24b-2507", true, "mistral.voxtral-small-24b-2507\tVoxtral Small 24B 2507\tMistral AI\tspeech text\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `moonshot.kimi-k2-thinking`: Kimi K2 Thinking, by Moonshot AI.
            MOONSHOT_KIMI_K2_THINKING = "moonshot.kimi-k2-thinking", true, "moonshot.kimi-k2-thinking\tKimi K2 Thinking\tMoonshot AI\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `moonshotai.kimi-k2-thinking`: moonshotai.kimi-k2-thinking, by Moonshot AI.
            MOONSHOTAI_KIMI_K2_THINKING = "moonshotai.kimi-k2-thinking", true, "moonshotai.kimi-k2-thinking\t-\tMoonshot AI\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `moonshotai.kimi-k2.5`: Kimi K2.5, by Moonshot AI.
            MOONSHOTAI_KIMI_K2_5 = "moonshotai.kimi-k2.5", true, "moonshotai.kimi-k2.5\tKimi K2.5\tMoonshot AI\timage text\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-north-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `moonshotai.kimi-k3`: Kimi K3, by Moonshot AI.
            MOONSHOTAI_KIMI_K3 = "moonshotai.kimi-k3", true, "moonshotai.kimi-k3\tKimi K3\tMoonshot AI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `moonshotai.kimi-k3.1`: Kimi K3.1 Pro Highspeed, by Moonshot AI.
            MOONSHOTAI_KIMI_K3_1 = "moonshotai.kimi-k3.1", true, "moonshotai.kimi-k3.1\tKimi K3.1 Pro Highspeed\tMoonshot AI\t-\t-\tunknown\tunknown\t-\t-\t-", "";
            /// `nvidia.nemotron-nano-12b-v2`: NVIDIA Nemotron Nano 12B v2 VL BF16, by NVIDIA.
            NVIDIA_NEMOTRON_NANO_12B_V2 = "nvidia.nemotron-nano-12b-v2", true, "nvidia.nemotron-nano-12b-v2\tNVIDIA Nemotron Nano 12B v2 VL BF16\tNVIDIA\timage text\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-gov-west-1 us-west-2";
            /// `nvidia.nemotron-nano-3-30b`: Nemotron Nano 3 30B, by NVIDIA.
            NVIDIA_NEMOTRON_NANO_3_30B = "nvidia.nemotron-nano-3-30b", true, "nvidia.nemotron-nano-3-30b\tNemotron Nano 3 30B\tNVIDIA\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-gov-west-1 us-west-2";
            /// `nvidia.nemotron-nano-9b-v2`: NVIDIA Nemotron Nano 9B v2, by NVIDIA.
            NVIDIA_NEMOTRON_NANO_9B_V2 = "nvidia.nemotron-nano-9b-v2", true, "nvidia.nemotron-nano-9b-v2\tNVIDIA Nemotron Nano 9B v2\tNVIDIA\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-gov-west-1 us-west-2";
            /// `nvidia.nemotron-super-3-120b`: NVIDIA Nemotron 3 Super 120B A12B, by NVIDIA.
            NVIDIA_NEMOTRON_SUPER_3_120B = "nvidia.nemotron-super-3-120b", true, "nvidia.nemotron-super-3-120b\tNVIDIA Nemotron 3 Super 120B A12B\tNVIDIA\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-central-1 eu-north-1 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-gov-west-1 us-west-2";
            /// `openai.gpt-5.4`: GPT-5.4, by OpenAI.
            OPENAI_GPT_5_4 = "openai.gpt-5.4", true, "openai.gpt-5.4\tGPT-5.4\tOpenAI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `openai.gpt-5.4-2026-03-05`: openai.gpt-5.4-2026-03-05, by OpenAI.
            OPENAI_GPT_5_4_2026_03_05 = "openai.gpt-5.4-2026-03-05", true, "openai.gpt-5.4-2026-03-05\t-\tOpenAI\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `openai.gpt-5.5`: GPT-5.5, by OpenAI.
            OPENAI_GPT_5_5 = "openai.gpt-5.5", true, "openai.gpt-5.5\tGPT-5.5\tOpenAI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `openai.gpt-5.5-2026-04-23`: openai.gpt-5.5-2026-04-23, by OpenAI.
            OPENAI_GPT_5_5_2026_04_23 = "openai.gpt-5.5-2026-04-23", true, "openai.gpt-5.5-2026-04-23\t-\tOpenAI\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `openai.gpt-5.6-cyber`: openai.gpt-5.6-cyber, by OpenAI.
            OPENAI_GPT_5_6_CYBER = "openai.gpt-5.6-cyber", true, "openai.gpt-5.6-cyber\t-\tOpenAI\t-\t-\tunknown\tunknown\t-\t-\t-", "";
            /// `openai.gpt-5.6-luna`: GPT-5.6 Luna, by OpenAI.
            OPENAI_GPT_5_6_LUNA = "openai.gpt-5.6-luna", true, "openai.gpt-5.6-luna\tGPT-5.6 Luna\tOpenAI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `openai.gpt-5.6-sol`: GPT-5.6 Sol, by OpenAI.
            OPENAI_GPT_5_6_SOL = "openai.gpt-5.6-sol", true, "openai.gpt-5.6-sol\tGPT-5.6 Sol\tOpenAI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `openai.gpt-5.6-terra`: GPT-5.6 Terra, by OpenAI.
            OPENAI_GPT_5_6_TERRA = "openai.gpt-5.6-terra", true, "openai.gpt-5.6-terra\tGPT-5.6 Terra\tOpenAI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `openai.gpt-6-astra`: GPT-6 Astra, by OpenAI.
            OPENAI_GPT_6_ASTRA = "openai.gpt-6-astra", true, "openai.gpt-6-astra\tGPT-6 Astra\tOpenAI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `openai.gpt-6-luna`: GPT-6 Luna, by OpenAI.
            OPENAI_GPT_6_LUNA = "openai.gpt-6-luna", true, "openai.gpt-6-luna\tGPT-6 Luna\tOpenAI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `openai.gpt-6-sol`: GPT-6 Sol, by OpenAI.
            OPENAI_GPT_6_SOL = "openai.gpt-6-sol", true, "openai.gpt-6-sol\tGPT-6 Sol\tOpenAI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `openai.gpt-6.1-sol`: GPT-6.1 Sol, by OpenAI.
            OPENAI_GPT_6_1_SOL = "openai.gpt-6.1-sol", true, "openai.gpt-6.1-sol\tGPT-6.1 Sol\tOpenAI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `openai.gpt-6.1-terra`: GPT-6.1 Terra, by OpenAI.
            OPENAI_GPT_6_1_TERRA = "openai.gpt-6.1-terra", true, "openai.gpt-6.1-terra\tGPT-6.1 Terra\tOpenAI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `openai.gpt-daybreak-blue-5.6-sol`: openai.gpt-daybreak-blue-5.6-sol, by OpenAI.
            OPENAI_GPT_DAYBREAK_BLUE_5_6_SOL = "openai.gpt-daybreak-blue-5.6-sol", true, "openai.gpt-daybreak-blue-5.6-sol\t-\tOpenAI\t-\t-\tunknown\tunknown\t-\t-\t-", "";
            /// `openai.gpt-oss-120b`: gpt-oss-120b, by OpenAI.
            OPENAI_GPT_OSS_120B = "openai.gpt-oss-120b", true, "openai.gpt-oss-120b\tgpt-oss-120b\tOpenAI\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `openai.gpt-oss-120b-1:0`: gpt-oss-120b, by OpenAI.
            OPENAI_GPT_OSS_120B_1_0 = "openai.gpt-oss-120b-1:0", true, "openai.gpt-oss-120b-1:0\tgpt-oss-120b\tOpenAI\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-central-1 eu-north-1 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-gov-west-1 us-west-2";
            /// `openai.gpt-oss-20b`: gpt-oss-20b, by OpenAI.
            OPENAI_GPT_OSS_20B = "openai.gpt-oss-20b", true, "openai.gpt-oss-20b\tgpt-oss-20b\tOpenAI\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `openai.gpt-oss-20b-1:0`: gpt-oss-20b, by OpenAI.
            OPENAI_GPT_OSS_20B_1_0 = "openai.gpt-oss-20b-1:0", true, "openai.gpt-oss-20b-1:0\tgpt-oss-20b\tOpenAI\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-central-1 eu-north-1 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-gov-west-1 us-west-2";
            /// `openai.gpt-oss-safeguard-120b`: GPT OSS Safeguard 120B, by OpenAI.
            OPENAI_GPT_OSS_SAFEGUARD_120B = "openai.gpt-oss-safeguard-120b", true, "openai.gpt-oss-safeguard-120b\tGPT OSS Safeguard 120B\tOpenAI\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `openai.gpt-oss-safeguard-20b`: GPT OSS Safeguard 20B, by OpenAI.
            OPENAI_GPT_OSS_SAFEGUARD_20B = "openai.gpt-oss-safeguard-20b", true, "openai.gpt-oss-safeguard-20b\tGPT OSS Safeguard 20B\tOpenAI\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `qwen.qwen3-235b-a22b-2507`: Qwen3 235B A22B 2507, by Qwen.
            QWEN_QWEN3_235B_A22B_2507 = "qwen.qwen3-235b-a22b-2507", true, "qwen.qwen3-235b-a22b-2507\tQwen3 235B A22B 2507\tQwen\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `qwen.qwen3-235b-a22b-2507-v1:0`: Qwen3 235B A22B 2507, by Qwen.
            QWEN_QWEN3_235B_A22B_2507_V1_0 = "qwen.qwen3-235b-a22b-2507-v1:0", true, "qwen.qwen3-235b-a22b-2507-v1:0\tQwen3 235B A22B 2507\tQwen\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-central-1 eu-north-1 eu-south-1 eu-west-2 us-east-2 us-west-2";
            /// `qwen.qwen3-32b`: Qwen3 32B, by Qwen.
            QWEN_QWEN3_32B = "qwen.qwen3-32b", true, "qwen.qwen3-32b\tQwen3 32B\tQwen\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `qwen.qwen3-32b-v1:0`: Qwen3 32B (dense), by Qwen.
            QWEN_QWEN3_32B_V1_0 = "qwen.qwen3-32b-v1:0", true, "qwen.qwen3-32b-v1:0\tQwen3 32B (dense)\tQwen\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-central-1 eu-north-1 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `qwen.qwen3-coder-30b-a3b-instruct`: Qwen3-Coder-30B-A3B-Instruct, by Qwen.
            QWEN_QWEN3_CODER_30B_A3B_INSTRUCT = "qwen.qwen3-coder-30b-a3b-instruct", true, "qwen.qwen3-coder-30b-a3b-instruct\tQwen3-Coder-30B-A3B-Instruct\tQwen\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `qwen.qwen3-coder-30b-a3b-v1:0`: Qwen3-Coder-30B-A3B-Instruct, by Qwen.
            QWEN_QWEN3_CODER_30B_A3B_V1_0 = "qwen.qwen3-coder-30b-a3b-v1:0", true, "qwen.qwen3-coder-30b-a3b-v1:0\tQwen3-Coder-30B-A3B-Instruct\tQwen\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-central-1 eu-north-1 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `qwen.qwen3-coder-480b-a35b-instruct`: Qwen3 Coder 480B A35B Instruct, by Qwen.
            QWEN_QWEN3_CODER_480B_A35B_INSTRUCT = "qwen.qwen3-coder-480b-a35b-instruct", true, "qwen.qwen3-coder-480b-a35b-instruct\tQwen3 Coder 480B A35B Instruct\tQwen\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `qwen.qwen3-coder-480b-a35b-v1:0`: Qwen3 Coder 480B A35B Instruct, by Qwen.
            QWEN_QWEN3_CODER_480B_A35B_V1_0 = "qwen.qwen3-coder-480b-a35b-v1:0", true, "qwen.qwen3-coder-480b-a35b-v1:0\tQwen3 Coder 480B A35B Instruct\tQwen\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-north-1 eu-west-2 us-east-2 us-west-2";
            /// `qwen.qwen3-coder-next`: Qwen3 Coder Next, by Qwen.
            QWEN_QWEN3_CODER_NEXT = "qwen.qwen3-coder-next", true, "qwen.qwen3-coder-next\tQwen3 Coder Next\tQwen\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-southeast-2 eu-west-2 us-east-1";
            /// `qwen.qwen3-next-80b-a3b`: Qwen3 Next 80B A3B, by Qwen.
            QWEN_QWEN3_NEXT_80B_A3B = "qwen.qwen3-next-80b-a3b", true, "qwen.qwen3-next-80b-a3b\tQwen3 Next 80B A3B\tQwen\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `qwen.qwen3-next-80b-a3b-instruct`: Qwen3 Next 80B A3B, by Qwen.
            QWEN_QWEN3_NEXT_80B_A3B_INSTRUCT = "qwen.qwen3-next-80b-a3b-instruct", true, "qwen.qwen3-next-80b-a3b-instruct\tQwen3 Next 80B A3B\tQwen\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `qwen.qwen3-vl-235b-a22b`: Qwen3 VL 235B A22B, by Qwen.
            QWEN_QWEN3_VL_235B_A22B = "qwen.qwen3-vl-235b-a22b", true, "qwen.qwen3-vl-235b-a22b\tQwen3 VL 235B A22B\tQwen\timage text\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `qwen.qwen3-vl-235b-a22b-instruct`: Qwen3 VL 235B A22B, by Qwen.
            QWEN_QWEN3_VL_235B_A22B_INSTRUCT = "qwen.qwen3-vl-235b-a22b-instruct", true, "qwen.qwen3-vl-235b-a22b-instruct\tQwen3 VL 235B A22B\tQwen\timage text video\ttext\tyes\tactive\t-\t-\t-", "";
            /// `stability.sd3-5-large-v1:0`: Stable Diffusion 3.5 Large, by Stability AI.
            STABILITY_SD3_5_LARGE_V1_0 = "stability.sd3-5-large-v1:0", false, "stability.sd3-5-large-v1:0\tStable Diffusion 3.5 Large\tStability AI\timage text\timage\tno\tactive\t-\t-\ton_demand", "us-west-2";
            /// `stability.sd3-large-v1:0`: SD3 Large 1.0, by Stability AI, past its end of life.
            STABILITY_SD3_LARGE_V1_0 = "stability.sd3-large-v1:0", true, "stability.sd3-large-v1:0\tSD3 Large 1.0\tStability AI\timage text\timage\tunknown\teol\t-\t-\ton_demand", "";
            /// `stability.stable-conservative-upscale-v1:0`: Stable Image Conservative Upscale, by Stability AI.
            STABILITY_STABLE_CONSERVATIVE_UPSCALE_V1_0 = "stability.stable-conservative-upscale-v1:0", false, "stability.stable-conservative-upscale-v1:0\tStable Image Conservative Upscale\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `stability.stable-creative-upscale-v1:0`: Stable Image Creative Upscale, by Stability AI.
            STABILITY_STABLE_CREATIVE_UPSCALE_V1_0 = "stability.stable-creative-upscale-v1:0", false, "stability.stable-creative-upscale-v1:0\tStable Image Creative Upscale\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `stability.stable-diffusion-xl`: stability.stable-diffusion-xl, by Stability AI, past its end of life.
            STABILITY_STABLE_DIFFUSION_XL = "stability.stable-diffusion-xl", true, "stability.stable-diffusion-xl\t-\tStability AI\t-\t-\tunknown\teol\t-\t-\t-", "";
            /// `stability.stable-diffusion-xl-v0`: stability.stable-diffusion-xl-v0, by Stability AI, past its end of life.
            STABILITY_STABLE_DIFFUSION_XL_V0 = "stability.stable-diffusion-xl-v0", true, "stability.stable-diffusion-xl-v0\t-\tStability AI\t-\t-\tunknown\teol\t-\t-\t-", "";
            /// `stability.stable-diffusion-xl-v1`: SDXL 1.0, by Stability AI, past its end of life.
            STABILITY_STABLE_DIFFUSION_XL_V1 = "stability.stable-diffusion-xl-v1", true, "stability.stable-diffusion-xl-v1\tSDXL 1.0\tStability AI\timage text\timage\tunknown\teol\t-\t-\ton_demand", "";
            /// `stability.stable-diffusion-xl-v1:0`: SDXL 1.0, by Stability AI, past its end of life.
            STABILITY_STABLE_DIFFUSION_XL_V1_0 = "stability.stable-diffusion-xl-v1:0", true, "stability.stable-diffusion-xl-v1:0\tSDXL 1.0\tStability AI\timage text\timage\tunknown\teol\t-\t-\tprovisioned", "";
            /// `stability.stable-fast-upscale-v1:0`: Stable Image Fast Upscale, by Stability AI.
            STABILITY_STABLE_FAST_UPSCALE_V1_0 = "stability.stable-fast-upscale-v1:0", false, "stability.stable-fast-upscale-v1:0\tStable Image Fast Upscale\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `stability.stable-image-control-sketch-v1:0`: Stable Image Control Sketch, by Stability AI.
            STABILITY_STABLE_IMAGE_CONTROL_SKETCH_V1_0 = "stability.stable-image-control-sketch-v1:0", false, "stability.stable-image-control-sketch-v1:0\tStable Image Control Sketch\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `stability.stable-image-control-structure-v1:0`: Stable Image Control Structure, by Stability AI.
            STABILITY_STABLE_IMAGE_CONTROL_STRUCTURE_V1_0 = "stability.stable-image-control-structure-v1:0", false, "stability.stable-image-control-structure-v1:0\tStable Image Control Structure\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `stability.stable-image-core-v1:0`: Stable Image Core 1.0, by Stability AI, past its end of life.
            STABILITY_STABLE_IMAGE_CORE_V1_0 = "stability.stable-image-core-v1:0", true, "stability.stable-image-core-v1:0\tStable Image Core 1.0\tStability AI\ttext\timage\tunknown\teol\t-\t-\ton_demand", "";
            /// `stability.stable-image-core-v1:1`: Stable Image Core 1.0, by Stability AI.
            STABILITY_STABLE_IMAGE_CORE_V1_1 = "stability.stable-image-core-v1:1", false, "stability.stable-image-core-v1:1\tStable Image Core 1.0\tStability AI\ttext\timage\tno\tactive\t-\t-\ton_demand", "us-west-2";
            /// `stability.stable-image-erase-object-v1:0`: Stable Image Erase Object, by Stability AI.
            STABILITY_STABLE_IMAGE_ERASE_OBJECT_V1_0 = "stability.stable-image-erase-object-v1:0", false, "stability.stable-image-erase-object-v1:0\tStable Image Erase Object\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `stability.stable-image-inpaint-v1:0`: Stable Image Inpaint, by Stability AI.
            STABILITY_STABLE_IMAGE_INPAINT_V1_0 = "stability.stable-image-inpaint-v1:0", false, "stability.stable-image-inpaint-v1:0\tStable Image Inpaint\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `stability.stable-image-remove-background-v1:0`: Stable Image Remove Background, by Stability AI.
            STABILITY_STABLE_IMAGE_REMOVE_BACKGROUND_V1_0 = "stability.stable-image-remove-background-v1:0", false, "stability.stable-image-remove-background-v1:0\tStable Image Remove Background\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `stability.stable-image-search-recolor-v1:0`: Stable Image Search and Recolor, by Stability AI.
            STABILITY_STABLE_IMAGE_SEARCH_RECOLOR_V1_0 = "stability.stable-image-search-recolor-v1:0", false, "stability.stable-image-search-recolor-v1:0\tStable Image Search and Recolor\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `stability.stable-image-search-replace-v1:0`: Stable Image Search and Replace, by Stability AI.
            STABILITY_STABLE_IMAGE_SEARCH_REPLACE_V1_0 = "stability.stable-image-search-replace-v1:0", false, "stability.stable-image-search-replace-v1:0\tStable Image Search and Replace\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `stability.stable-image-style-guide-v1:0`: Stable Image Style Guide, by Stability AI.
            STABILITY_STABLE_IMAGE_STYLE_GUIDE_V1_0 = "stability.stable-image-style-guide-v1:0", false, "stability.stable-image-style-guide-v1:0\tStable Image Style Guide\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `stability.stable-image-ultra-v1:0`: Stable Image Ultra 1.0, by Stability AI, past its end of life.
            STABILITY_STABLE_IMAGE_ULTRA_V1_0 = "stability.stable-image-ultra-v1:0", true, "stability.stable-image-ultra-v1:0\tStable Image Ultra 1.0\tStability AI\ttext\timage\tunknown\teol\t-\t-\ton_demand", "";
            /// `stability.stable-image-ultra-v1:1`: Stable Image Ultra 1.0, by Stability AI.
            STABILITY_STABLE_IMAGE_ULTRA_V1_1 = "stability.stable-image-ultra-v1:1", false, "stability.stable-image-ultra-v1:1\tStable Image Ultra 1.0\tStability AI\ttext\timage\tno\tactive\t-\t-\ton_demand", "us-west-2";
            /// `stability.stable-outpaint-v1:0`: Stable Image Outpaint, by Stability AI.
            STABILITY_STABLE_OUTPAINT_V1_0 = "stability.stable-outpaint-v1:0", false, "stability.stable-outpaint-v1:0\tStable Image Outpaint\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `stability.stable-style-transfer-v1:0`: Stable Image Style Transfer, by Stability AI.
            STABILITY_STABLE_STYLE_TRANSFER_V1_0 = "stability.stable-style-transfer-v1:0", false, "stability.stable-style-transfer-v1:0\tStable Image Style Transfer\tStability AI\timage text\timage\tno\tactive\t-\t-\tinference_profile", "";
            /// `twelvelabs.marengo-embed-2-7-v1:0`: Marengo Embed v2.7, by TwelveLabs, legacy.
            TWELVELABS_MARENGO_EMBED_2_7_V1_0 = "twelvelabs.marengo-embed-2-7-v1:0", false, "twelvelabs.marengo-embed-2-7-v1:0\tMarengo Embed v2.7\tTwelveLabs\timage speech text video\tembedding\tno\tlegacy\t2026-05-29\t2026-11-30\tinference_profile", "";
            /// `twelvelabs.marengo-embed-3-0-v1:0`: Marengo Embed 3.0, by TwelveLabs, legacy.
            TWELVELABS_MARENGO_EMBED_3_0_V1_0 = "twelvelabs.marengo-embed-3-0-v1:0", false, "twelvelabs.marengo-embed-3-0-v1:0\tMarengo Embed 3.0\tTwelveLabs\timage speech text video\tembedding\tno\tlegacy\t-\t-\tinference_profile on_demand", "ap-northeast-2 us-east-1";
            /// `twelvelabs.pegasus-1-2-v1:0`: Pegasus v1.2, by TwelveLabs, legacy.
            TWELVELABS_PEGASUS_1_2_V1_0 = "twelvelabs.pegasus-1-2-v1:0", true, "twelvelabs.pegasus-1-2-v1:0\tPegasus v1.2\tTwelveLabs\ttext video\ttext\tyes\tlegacy\t-\t2027-03-22\tinference_profile on_demand", "ap-northeast-2 us-east-1";
            /// `twelvelabs.pegasus-1-5-v1:0`: Pegasus v1.5, by TwelveLabs.
            TWELVELABS_PEGASUS_1_5_V1_0 = "twelvelabs.pegasus-1-5-v1:0", true, "twelvelabs.pegasus-1-5-v1:0\tPegasus v1.5\tTwelveLabs\ttext video\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `writer.palmyra-vision-7b`: Writer Palmyra Vision 7B, by Writer.
            WRITER_PALMYRA_VISION_7B = "writer.palmyra-vision-7b", true, "writer.palmyra-vision-7b\tWriter Palmyra Vision 7B\tWriter\timage text video\ttext\tyes\tactive\t-\t-\ton_demand", "us-east-1 us-east-2 us-west-2";
            /// `writer.palmyra-x4-v1:0`: Palmyra X4, by Writer, legacy.
            WRITER_PALMYRA_X4_V1_0 = "writer.palmyra-x4-v1:0", true, "writer.palmyra-x4-v1:0\tPalmyra X4\tWriter\ttext\ttext\tyes\tlegacy\t-\t2027-03-09\tinference_profile", "";
            /// `writer.palmyra-x5-v1:0`: Palmyra X5, by Writer, legacy.
            WRITER_PALMYRA_X5_V1_0 = "writer.palmyra-x5-v1:0", true, "writer.palmyra-x5-v1:0\tPalmyra X5\tWriter\ttext\ttext\tyes\tlegacy\t-\t2027-03-21\tinference_profile", "";
            /// `xai.grok-4.3`: Grok 4.3, by xAI.
            XAI_GROK_4_3 = "xai.grok-4.3", true, "xai.grok-4.3\tGrok 4.3\txAI\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `xai.grok-4.6`: Grok 4.6, by xAI.
            XAI_GROK_4_6 = "xai.grok-4.6", true, "xai.grok-4.6\tGrok 4.6\txAI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `xai.grok-4.7`: Grok 4.7, by xAI.
            XAI_GROK_4_7 = "xai.grok-4.7", true, "xai.grok-4.7\tGrok 4.7\txAI\timage text\ttext\tyes\tactive\t-\t-\tinference_profile", "";
            /// `zai.glm-4.6`: zai.glm-4.6, by Z.AI.
            ZAI_GLM_4_6 = "zai.glm-4.6", true, "zai.glm-4.6\t-\tZ.AI\ttext\ttext\tyes\tactive\t-\t-\t-", "";
            /// `zai.glm-4.7`: GLM 4.7, by Z.AI.
            ZAI_GLM_4_7 = "zai.glm-4.7", true, "zai.glm-4.7\tGLM 4.7\tZ.AI\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-north-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `zai.glm-4.7-flash`: GLM 4.7 Flash, by Z.AI.
            ZAI_GLM_4_7_FLASH = "zai.glm-4.7-flash", true, "zai.glm-4.7-flash\tGLM 4.7 Flash\tZ.AI\ttext\ttext\tyes\tactive\t-\t2027-03-30\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-central-1 eu-north-1 eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `zai.glm-5`: GLM 5, by Z.AI.
            ZAI_GLM_5 = "zai.glm-5", true, "zai.glm-5\tGLM 5\tZ.AI\ttext\ttext\tyes\tactive\t-\t-\ton_demand", "ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-north-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2";
            /// `zai.glm-5.3`: GLM-5.3, by Z.AI.
            ZAI_GLM_5_3 = "zai.glm-5.3", true, "zai.glm-5.3\tGLM-5.3\tZ.AI\ttext\ttext\tyes\tactive\t-\t-\tinference_profile", "";
        }
    };
}
