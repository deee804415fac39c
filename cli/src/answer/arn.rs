//! The ARNs in answers.

use bedrock_profiles_catalog::{Partition, is_region_name};

/// The ARN of an inference profile.
#[derive(Clone, Debug)]
pub(crate) struct ProfileArn {
    pub(crate) text: String,
    pub(crate) partition: Partition,
    pub(crate) region: String,
    pub(crate) id: String,
    /// Whether the account made it: an application inference profile.
    pub(crate) is_application: bool,
}

/// The ARN of a foundation model.
#[derive(Clone, Debug)]
pub(crate) struct ModelArn {
    pub(crate) text: String,
    pub(crate) partition: Partition,
    /// The Region; `None` in the ARN that stands for wherever a global profile runs its model.
    pub(crate) region: Option<String>,
    pub(crate) id: String,
}

impl TryFrom<String> for ProfileArn {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("`{}` is not the ARN of an inference profile", text.escape_debug());
        let parts = Parts::parse(&text)?.ok_or_else(wrong)?;
        let is_application = match parts.kind {
            "inference-profile" => false,
            "application-inference-profile" => true,
            _ => return Err(wrong()),
        };
        let (region, id) = (parts.region.ok_or_else(wrong)?.to_owned(), parts.id.to_owned());
        Ok(ProfileArn { partition: parts.partition, region, id, is_application, text })
    }
}

impl TryFrom<String> for ModelArn {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("`{}` is not the ARN of a foundation model", text.escape_debug());
        let parts = Parts::parse(&text)?.filter(|parts| parts.kind == "foundation-model").ok_or_else(wrong)?;
        let (partition, region, id) = (parts.partition, parts.region.map(str::to_owned), parts.id.to_owned());
        Ok(ModelArn { text, partition, region, id })
    }
}

/// The parts of an ARN of Bedrock.
struct Parts<'t> {
    partition: Partition,
    region: Option<&'t str>,
    kind: &'t str,
    id: &'t str,
}

impl<'t> Parts<'t> {
    /// `None` for what is not an ARN of Bedrock.
    fn parse(text: &'t str) -> Result<Option<Self>, String> {
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let ["arn", partition, "bedrock", region, _account, resource] = parts.as_slice() else { return Ok(None) };
        let Some((kind, id)) = resource.split_once('/') else { return Ok(None) };
        if !region.is_empty() && !is_region_name(region) {
            return Ok(None);
        }
        let region = Some(*region).filter(|region| !region.is_empty());
        let known = Partition::from_name(partition);
        let implied = region.map(Partition::from_region).or(known);
        match known.filter(|known| Some(*known) == implied) {
            Some(partition) => Ok(Some(Parts { partition, region, kind, id })),
            None => Err(format!("the partition of `{}` is not that of its Region", text.escape_debug())),
        }
    }
}
