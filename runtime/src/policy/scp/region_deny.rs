//! The service control policy that denies Regions and keeps profiles working.

use super::error::ScpError;
use super::need::{self, Need};
use super::request::{INFERENCE_PROFILE_ARN, PRINCIPAL_ARN, REQUESTED_REGION};
use crate::policy::document::{OneOrMany, VERSION};
use crate::policy::{Action, Resource};
use crate::{Invokable, Partition, input};
use alloc::{
    collections::BTreeSet,
    string::{String, ToString as _},
    vec::Vec,
};
use bedrock_profiles_iam::json::JsonError;
use core::fmt;
use serde_core::{Serialize, Serializer, ser::SerializeMap as _};

/// The actions that AWS leaves out of the Region deny of its guide: those of global services, and those of others
/// that are not about one Region. AWS says that newer ones may be missing.
///
/// See <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html>.
pub const GLOBAL_ACTIONS: &[&str] = &[
    "a4b:*",
    "acm:*",
    "aws-marketplace-management:*",
    "aws-marketplace:*",
    "aws-portal:*",
    "budgets:*",
    "ce:*",
    "chime:*",
    "cloudfront:*",
    "config:*",
    "cur:*",
    "directconnect:*",
    "ec2:DescribeRegions",
    "ec2:DescribeTransitGateways",
    "ec2:DescribeVpnGateways",
    "fms:*",
    "globalaccelerator:*",
    "health:*",
    "iam:*",
    "importexport:*",
    "kms:*",
    "mobileanalytics:*",
    "networkmanager:*",
    "organizations:*",
    "pricing:*",
    "route53:*",
    "route53domains:*",
    "route53-recovery-cluster:*",
    "route53-recovery-control-config:*",
    "route53-recovery-readiness:*",
    "s3:GetAccountPublic*",
    "s3:ListAllMyBuckets",
    "s3:ListMultiRegionAccessPoints",
    "s3:PutAccountPublic*",
    "shield:*",
    "sts:*",
    "support:*",
    "trustedadvisor:*",
    "waf-regional:*",
    "waf:*",
    "wafv2:*",
    "wellarchitected:*",
];

/// What invoking is denied by, and what the general deny leaves to a statement of its own.
const INVOKING: [&str; 2] = [Action::InvokeModel.as_str(), Action::InvokeModelWithResponseStream.as_str()];

/// The service control policy that denies every Region but those allowed, and keeps `profiles` working.
///
/// Its first statement denies every action outside the allowed Regions but [`GLOBAL_ACTIONS`] and the two that
/// invoke. The second denies those two there, unless the model is invoked through one of the profiles: each from
/// its declared source Regions, an application profile by its ARN, or, as long as it has none, by whatever
/// application profile there is in the Region.
///
/// * Where a profile runs is a destination of it, allowed or not; a global profile runs anywhere. A source Region
///   must be allowed.
/// * It holds for any account, and allows nothing: attach it beside `FullAWSAccess`, or beside a list of what is
///   allowed.
/// * It binds every role of the accounts; [`exempt_roles`](ServiceControlPolicy::exempt_roles) leaves some out.
/// * Batch inference is no part of it: `bedrock:CreateModelInvocationJob` is denied outside the allowed Regions.
/// * Regions and ARNs are sorted: the same Regions and profiles give the same bytes.
///
/// Refused without a Region; for Regions of several partitions; for a source Region that is not allowed; and
/// beyond [`Quota::ServiceControlPolicy`](crate::policy::Quota::ServiceControlPolicy).
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html>.
pub fn region_deny(
    allowed_regions: impl IntoIterator<Item = impl AsRef<str>>,
    profiles: &[&dyn Invokable],
) -> Result<ServiceControlPolicy, ScpError> {
    let (partition, allowed) = allowed(allowed_regions)?;
    let mut profiles_exempt = BTreeSet::new();
    for profile in profiles {
        let statements = need::statements(*profile)?;
        for need in Need::of(&statements) {
            check_source(need, partition, &allowed)?;
            profiles_exempt.extend(exemption(need));
        }
    }
    ServiceControlPolicy::of(RegionDeny {
        partition,
        allowed: OneOrMany(allowed),
        profiles: OneOrMany(profiles_exempt.into_iter().collect()),
        roles: OneOrMany(Vec::new()),
    })
}

/// The Regions, each once, and the one partition that they belong to.
fn allowed(regions: impl IntoIterator<Item = impl AsRef<str>>) -> Result<(Partition, Vec<String>), ScpError> {
    let mut allowed = BTreeSet::new();
    for region in regions {
        allowed.insert(input::region(region.as_ref())?.to_string());
    }
    let mut partitions = allowed.iter().map(|region| Partition::from_region(region));
    let one = partitions.next().ok_or_else(ScpError::no_region)?;
    match partitions.find(|other| *other != one) {
        Some(other) => Err(ScpError::partition_mix(one, other)),
        None => Ok((one, allowed.into_iter().collect())),
    }
}

fn check_source(need: Need, one: Partition, allowed: &[String]) -> Result<(), ScpError> {
    let (profile, region) = (need.id(), need.source_region());
    if allowed.iter().any(|allowed| *allowed == region) {
        return Ok(());
    }
    match Partition::from_region(&region) {
        other if other != one => Err(ScpError::partition_mix(one, other)),
        _ => Err(ScpError::source_not_allowed(&profile, &region, allowed)),
    }
}

/// The pattern of the profile that is invoked, in any account.
fn exemption(need: Need) -> Option<String> {
    match need.resource {
        Resource::InferenceProfile { .. } | Resource::ApplicationInferenceProfile { .. } => Some(need.arn("*", "*")),
        _ => None,
    }
}

/// The service control policy that [`region_deny`] makes.
///
/// ```
/// use bedrock_profiles::{inference_profile, scp};
///
/// let chat = inference_profile!("eu.anthropic.claude-sonnet-4-6", source_regions: ["eu-central-1"]);
/// let policy = scp::region_deny(["eu-central-1"], &[&chat])?;
/// let exempt = "arn:aws:bedrock:eu-central-1:*:inference-profile/eu.anthropic.claude-sonnet-4-6";
/// assert!(policy.to_json().contains(exempt));
/// assert!(scp::check(policy.to_json(), &[&chat])?.is_empty());
/// # Ok::<(), scp::ScpError>(())
/// ```
///
/// See <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html>.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceControlPolicy {
    deny: RegionDeny,
    json: String,
}

impl ServiceControlPolicy {
    fn of(deny: RegionDeny) -> Result<Self, ScpError> {
        let json = serde_json::to_string_pretty(&deny).map_err(JsonError::from)?;
        let policy = ServiceControlPolicy { deny, json };
        ScpError::too_large(policy.size()).map_or(Ok(policy), Err)
    }

    /// Leaves these roles out of both statements: they may act in every Region, such as one for emergencies.
    ///
    /// A role is given by its ARN, in which the account may be `*`, for any, and in whose path and name `*` and `?`
    /// stand for what differs. A session of a role is exempt as the role is.
    ///
    /// ```
    /// use bedrock_profiles::{inference_profile, scp};
    ///
    /// let chat = inference_profile!("eu.anthropic.claude-sonnet-4-6", source_regions: ["eu-central-1"]);
    /// let policy = scp::region_deny(["eu-central-1"], &[&chat])?.exempt_roles(["arn:aws:iam::*:role/break-glass"])?;
    /// assert!(policy.to_json().contains(r#""aws:PrincipalArn": "arn:aws:iam::*:role/break-glass""#));
    /// # Ok::<(), scp::ScpError>(())
    /// ```
    ///
    /// Refused for what is no such ARN, or of another partition; for a name of wildcards alone, which would leave
    /// everyone out; and beyond [`Quota::ServiceControlPolicy`](crate::policy::Quota::ServiceControlPolicy).
    ///
    /// See <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html>
    /// and <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>.
    pub fn exempt_roles(self, roles: impl IntoIterator<Item = impl AsRef<str>>) -> Result<Self, ScpError> {
        let mut deny = self.deny;
        let mut exempt: BTreeSet<String> = deny.roles.0.into_iter().collect();
        for role in roles {
            exempt.insert(input::role_pattern(role.as_ref(), deny.partition)?.to_string());
        }
        deny.roles = OneOrMany(exempt.into_iter().collect());
        ServiceControlPolicy::of(deny)
    }

    /// The policy as a JSON document, with two spaces of indentation and no newline at its end.
    pub fn to_json(&self) -> String {
        self.json.clone()
    }

    /// How many of its characters count towards the quota: all but white space. AWS Organizations counts white
    /// space too where it is not its console that saves the policy.
    pub fn size(&self) -> usize {
        self.json.chars().filter(|c| !c.is_whitespace()).count()
    }
}

/// The JSON document.
impl fmt::Display for ServiceControlPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.json)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct RegionDeny {
    partition: Partition,
    allowed: OneOrMany<String>,
    profiles: OneOrMany<String>,
    roles: OneOrMany<String>,
}

impl Serialize for RegionDeny {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let roles = Key(PRINCIPAL_ARN, &self.roles);
        let profiles = Key(INFERENCE_PROFILE_ARN, &self.profiles);
        let (exempt, exempt_invoking) = ([roles], [roles, profiles]);
        let not_global = GLOBAL_ACTIONS.iter().copied().chain(INVOKING).collect();
        let statements = [
            Deny {
                sid: "DenyOutsideAllowedRegions",
                actions: ("NotAction", not_global),
                outside: Outside { regions: &self.allowed, exempt: Keys(&exempt) },
            },
            Deny {
                sid: "DenyInvokingOutsideAllowedRegions",
                actions: ("Action", INVOKING.into()),
                outside: Outside { regions: &self.allowed, exempt: Keys(&exempt_invoking) },
            },
        ];
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("Version", VERSION)?;
        map.serialize_entry("Statement", &statements)?;
        map.end()
    }
}

struct Deny<'a> {
    sid: &'static str,
    actions: (&'static str, Vec<&'static str>),
    outside: Outside<'a>,
}

impl Serialize for Deny<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("Sid", self.sid)?;
        map.serialize_entry("Effect", "Deny")?;
        map.serialize_entry(self.actions.0, &self.actions.1)?;
        map.serialize_entry("Resource", "*")?;
        map.serialize_entry("Condition", &self.outside)?;
        map.end()
    }
}

/// The condition of a request outside the Regions, and by nothing that is exempt.
struct Outside<'a> {
    regions: &'a OneOrMany<String>,
    exempt: Keys<'a>,
}

impl Serialize for Outside<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("StringNotEquals", &Keys(&[Key(REQUESTED_REGION, self.regions)]))?;
        if self.exempt.0.iter().any(Key::has_values) {
            map.serialize_entry("ArnNotLike", &self.exempt)?;
        }
        map.end()
    }
}

/// A condition key and its values.
#[derive(Clone, Copy)]
struct Key<'a>(&'static str, &'a OneOrMany<String>);

impl Key<'_> {
    fn has_values(&self) -> bool {
        !self.1.0.is_empty()
    }
}

/// Those keys that have values.
struct Keys<'a>(&'a [Key<'a>]);

impl Serialize for Keys<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().filter(|key| key.has_values()).map(|Key(name, values)| (name, values)))
    }
}
