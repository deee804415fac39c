
# `cargo bedrock-profiles` like `cargo-bedrock-profiles`.
function __fish_cargo_with_bedrock_profiles
    set -l words (commandline -opc)
    set -l at (contains -i -- bedrock-profiles $words)
    or return
    set -e words[1..$at]
    complete -C (string join ' ' -- cargo-bedrock-profiles (string escape -- $words) (commandline -ct))
end

complete -c cargo -f -n '__fish_seen_subcommand_from bedrock-profiles' -a '(__fish_cargo_with_bedrock_profiles)'
