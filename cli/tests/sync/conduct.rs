//! How a Region answers, and what it lists.

use serde_json::{Value, json};

/// A Region of the server.
#[derive(Clone)]
pub(crate) struct Region {
    pub(crate) profiles: Vec<Value>,
    pub(crate) models: Vec<Value>,
    pub(crate) page_size: usize,
    /// How the first requests of a kind are answered; the last conduct is that of all others.
    conducts: Vec<Conduct>,
}

#[derive(Clone)]
pub(crate) enum Conduct {
    Lists,
    Refuses(Refusal),
    /// Says this instead of a list.
    Says(String),
    /// Says this with an HTTP status, and no code of an error.
    Fails(u16, String),
    /// Leads elsewhere, as a proxy that wants a sign-in.
    Redirects(&'static str),
    /// Lists no profile, page after page.
    NeverEnds,
    Hangs,
    /// Cuts the connection in the middle of the answer.
    Cuts,
}

#[derive(Clone, Copy)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: &'static str,
}

impl Refusal {
    /// What an opt-in Region says that is not enabled for the account.
    pub(crate) const fn unknown_client() -> Self {
        Refusal {
            status: 403,
            code: "UnrecognizedClientException",
            message: "The security token included in the request is invalid.",
        }
    }

    pub(crate) const fn access_denied() -> Self {
        Refusal {
            status: 403,
            code: "AccessDeniedException",
            message: "User: arn:aws:iam::123456789012:user/sync is not authorized to perform: \
                      bedrock:ListInferenceProfiles because no identity-based policy allows it",
        }
    }

    /// The same with an ARN that names the Region.
    pub(crate) fn denied_in(region: &str) -> Self {
        let arn = format!("arn:aws:bedrock:{region}:123456789012:inference-profile/*");
        let message = format!("User is not authorized to perform: bedrock:ListInferenceProfiles on resource: {arn}");
        Refusal { message: message.leak(), ..Refusal::access_denied() }
    }

    pub(crate) const fn throttling() -> Self {
        Refusal { status: 429, code: "ThrottlingException", message: "Rate exceeded" }
    }
}

impl Region {
    pub(crate) fn listing(profiles: impl IntoIterator<Item = Value>, models: impl IntoIterator<Item = Value>) -> Self {
        let (profiles, models) = (profiles.into_iter().collect(), models.into_iter().collect());
        Region { profiles, models, page_size: 1000, conducts: vec![Conduct::Lists] }
    }

    /// One that never lists anything.
    pub(crate) fn that(conduct: Conduct) -> Self {
        Region { conducts: vec![conduct], ..Region::listing([], []) }
    }

    pub(crate) fn refusing(refusal: Refusal) -> Self {
        Region::that(Conduct::Refuses(refusal))
    }

    pub(crate) fn in_pages_of(self, page_size: usize) -> Self {
        Region { page_size, ..self }
    }

    /// The same after so many answers of another kind to each request.
    pub(crate) fn after(self, times: usize, conduct: Conduct) -> Self {
        let mut conducts = vec![conduct; times];
        conducts.extend(self.conducts);
        Region { conducts, ..self }
    }

    pub(crate) fn conduct(&self, earlier: usize) -> &Conduct {
        self.conducts.get(earlier).or(self.conducts.last()).expect("a conduct")
    }
}

/// A profile as the Region `source` lists it. The destination `*` is the ARN without a Region.
pub(crate) fn profile(id: &str, source: &str, destinations: &[&str]) -> Value {
    let (_, model) = id.split_once('.').expect("a prefix");
    let models = destinations.iter().map(|destination| {
        let region = if *destination == "*" { "" } else { destination };
        json!({ "modelArn": format!("arn:aws:bedrock:{region}::foundation-model/{model}") })
    });
    json!({
        "createdAt": "2026-11-20T00:00:00Z",
        "description": format!("Routes requests to {model}."),
        "inferenceProfileArn": format!("arn:aws:bedrock:{source}:123456789012:inference-profile/{id}"),
        "inferenceProfileId": id,
        "inferenceProfileName": id,
        "models": models.collect::<Vec<Value>>(),
        "status": "ACTIVE",
        "type": "SYSTEM_DEFINED",
        "updatedAt": "2026-11-20T00:00:00Z",
    })
}

/// A model of text as a Region lists it.
pub(crate) fn model(id: &str, region: &str, inference_types: &[&str]) -> Value {
    json!({
        "customizationsSupported": [],
        "inferenceTypesSupported": inference_types,
        "inputModalities": ["TEXT"],
        "modelArn": format!("arn:aws:bedrock:{region}::foundation-model/{id}"),
        "modelId": id,
        "modelLifecycle": { "status": "ACTIVE" },
        "modelName": "Model",
        "outputModalities": ["TEXT"],
        "providerName": "Provider",
        "responseStreamingSupported": true,
    })
}
