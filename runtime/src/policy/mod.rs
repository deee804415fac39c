//! Grants, statements and policies: what a program may do, and how IAM is told.
//!
//! A profile or a model grants; a [`Grantable`] receives [`Statement`]s; a [`Policy`] renders them.

mod cloudformation;
mod document;
mod error;
mod format;
mod grant;
mod grant_error;
mod grants;
mod layout;
#[cfg(feature = "scp")]
pub mod scp;
mod split;
mod statement;
mod structure;
mod terraform;
mod yaml;

pub use error::{PolicyError, PolicyErrorKind};
pub use format::{Format, UnknownFormat};
pub use grant::{Grant, Grantable, Target};
pub use grant_error::{GrantError, GrantErrorKind};
pub use grants::grant_discovery;
pub use layout::Layout;
pub use split::Quota;
pub use statement::{Action, Condition, ConditionKey, ConditionValue, Resource, Statement};

use crate::{ApplicationInferenceProfile, input};
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};
use document::Document;
use serde_core::Serialize;
use serde_json::Value;

/// An IAM policy that profiles and models grant into.
///
/// ```
/// use bedrock_profiles::{Policy, PolicyError, inference_profile};
///
/// fn policy() -> Result<String, PolicyError> {
///     let mut policy = Policy::new("SupportChat").in_account("123456789012")?.in_region("eu-central-1")?;
///     inference_profile!("eu.anthropic.claude-sonnet-4-6").grant_invoke(&mut policy)?;
///     policy.to_iam_json()
/// }
/// # assert!(policy().unwrap().contains("arn:aws:bedrock:eu-north-1::foundation-model/"));
/// ```
///
/// The statements are those of AWS's own guides, pinned to the exact destinations:
/// [geographic](https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html) and
/// [global](https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html) profiles.
/// The same declaration gives the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    name: String,
    target: Target,
    layout: Layout,
    roles: Vec<String>,
    statements: Vec<Statement>,
}

impl Policy {
    /// An empty policy. The name, for files and logical ids, is a letter and up to 127 letters, digits, `-` and `_`.
    ///
    /// Terraform gives it to the policy, and an account has each name once, whatever the Region: policies for the stacks of
    /// several Regions take a name for each, such as `Policy::new(format!("Chat-{region}"))`.
    ///
    /// Any other name is refused by the first call that can fail, whichever that is: [`in_account`](Self::in_account),
    /// [`in_region`](Self::in_region), [`attached_to`](Self::attached_to), a grant, or one that renders or measures.
    ///
    /// ```
    /// use bedrock_profiles::{Policy, PolicyErrorKind};
    ///
    /// let error = Policy::new("Support chat").in_region("eu-central-1").unwrap_err();
    /// assert_eq!(error.kind(), PolicyErrorKind::Input);
    /// ```
    pub fn new(name: impl Into<String>) -> Self {
        Policy {
            name: name.into(),
            target: Target::default(),
            layout: Layout::default(),
            roles: Vec::new(),
            statements: Vec::new(),
        }
    }

    /// The policy for the account of this 12-digit id. Refused for any other text, and where the policy's name is invalid.
    ///
    /// See <https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html>.
    pub fn in_account(mut self, account: &str) -> Result<Self, PolicyError> {
        input::policy_name(&self.name)?;
        self.target = self.target.in_account(account)?;
        Ok(self)
    }

    /// The policy for a program that runs in this Region. Call it once for each; without it the program may
    /// run in every declared source Region.
    ///
    /// A grant covers those of the Regions from which what is granted can be called, and is refused where there is none;
    /// a Region for which nothing was granted is an error once the policy is rendered. Grants that were made before keep
    /// the Regions of their time. Refused for text that does not have the form of a Region's name, and where the policy's
    /// name is invalid.
    pub fn in_region(mut self, region: &str) -> Result<Self, PolicyError> {
        input::policy_name(&self.name)?;
        self.target = self.target.in_region(region)?;
        Ok(self)
    }

    /// The policy with its statements shared in this way.
    #[must_use]
    pub fn layout(self, layout: Layout) -> Self {
        Policy { layout, ..self }
    }

    /// The policy, attached to the role of this name where a template is deployed: CloudFormation's `Roles`, Terraform's
    /// `aws_iam_role_policy_attachment`. Call it once for each. Refused for what is not the name of a role, such as its
    /// ARN, and where the policy's name is invalid.
    ///
    /// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-managedpolicy.html>.
    pub fn attached_to(mut self, role: &str) -> Result<Self, PolicyError> {
        input::policy_name(&self.name)?;
        let role = input::role_name(role)?;
        if !self.roles.iter().any(|attached| attached == role) {
            self.roles.push(role.to_string());
        }
        Ok(self)
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The statements, in the order in which they were granted.
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// The policy as a JSON document for IAM, with two spaces of indentation and no newline at its end.
    ///
    /// It needs something that was granted, and an account, unless nothing in it belongs to one: models that are called
    /// directly, and discovery.
    ///
    /// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>.
    pub fn to_iam_json(&self) -> Result<String, PolicyError> {
        /// Nothing that a caller passes in can hold it.
        const NO_ACCOUNT: &str = "${no account}";
        let name = self.checked_name()?;
        let no_arn = |profile: ApplicationInferenceProfile| PolicyError::no_arn(profile.name());
        let document: Document<String> = self.document(|resource| {
            let arn: String =
                resource.write(self.target.account().unwrap_or(NO_ACCOUNT), |profile| Err(no_arn(profile)))?;
            let has_account = !arn.contains(NO_ACCOUNT);
            has_account.then_some(arn).ok_or_else(|| PolicyError::no_account(name))
        })?;
        pretty(&document)
    }

    /// A CloudFormation template in JSON, with an `AWS::IAM::ManagedPolicy` and an
    /// `AWS::Bedrock::ApplicationInferenceProfile` for each application profile that was granted without an ARN. The ARNs of
    /// what it creates are its outputs.
    ///
    /// Without an account it is the one that the stack is deployed in. Deploying it takes `CAPABILITY_IAM`, and the
    /// Region in which the application profiles are to be. Refused where the document exceeds
    /// [`Quota::ManagedPolicy`], and where two resources would have the same name.
    ///
    /// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-managedpolicy.html>.
    pub fn to_cloudformation(&self) -> Result<String, PolicyError> {
        self.checked_size(Quota::ManagedPolicy)?;
        pretty(&sorted(cloudformation::template(self)?))
    }

    /// The template of [`to_cloudformation`](Self::to_cloudformation) in YAML, without a newline at its end.
    pub fn to_cloudformation_yaml(&self) -> Result<String, PolicyError> {
        self.checked_size(Quota::ManagedPolicy)?;
        Ok(yaml::block(&sorted(cloudformation::template(self)?)))
    }

    /// The `Policies` of an `AWS::Serverless::Function`, as YAML for the function's `Properties`, without a newline
    /// at its end.
    ///
    /// Without an account it is the one that the stack is deployed in. A property of a function creates nothing: an
    /// application profile needs its ARN, as for IAM JSON. Refused where the document exceeds [`Quota::RoleInline`]. SAM
    /// attaches the policy to the function's own role;
    /// [`attached_to`](Self::attached_to) does not apply.
    ///
    /// See <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html>.
    pub fn to_sam(&self) -> Result<String, PolicyError> {
        self.checked_size(Quota::RoleInline)?;
        Ok(yaml::block(&sorted(cloudformation::sam_policies(self)?)))
    }

    /// A Terraform module in JSON, for a `.tf.json` file: an `aws_iam_policy` of an `aws_iam_policy_document`, and an
    /// `aws_bedrock_inference_profile` for each application profile that was granted without an ARN. The ARNs of what it
    /// creates are its outputs.
    ///
    /// Without an account it is the one that `aws_caller_identity` tells. The provider's Region is the one in which the
    /// application profiles are created. Refused where the document exceeds [`Quota::ManagedPolicy`], and where two
    /// resources would have the same name.
    ///
    /// See <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_policy>.
    pub fn to_terraform(&self) -> Result<String, PolicyError> {
        self.checked_size(Quota::ManagedPolicy)?;
        pretty(&sorted(terraform::module(self)?))
    }

    /// The application profiles that a template creates, each once.
    fn profiles_to_create(&self) -> Vec<(ApplicationInferenceProfile, &'static str)> {
        let mut profiles = Vec::new();
        for resource in self.statements.iter().flat_map(Statement::resources) {
            match resource {
                Resource::ApplicationInferenceProfile { profile, region, arn: None }
                    if !profiles.contains(&(*profile, *region)) =>
                {
                    profiles.push((*profile, *region));
                }
                _ => {}
            }
        }
        profiles
    }

    /// As few policies as fit the quota, which together grant what this one does: `SupportChat1`, `SupportChat2`, ….
    /// The policy itself where it fits.
    ///
    /// The statements of a profile from one source Region stay together. Refused, with the profile named, where
    /// they are too large alone; and for inline policies, whose quota all documents share, where the whole is. The
    /// search ends after 2,000 arrangements: of several dozen profiles and Regions it may make one policy more than it
    /// has to.
    ///
    /// A role has at most 10 managed policies, unless its account's quota was raised. Where each part is written to a
    /// file, fewer parts leave the files of the others behind, which go on granting: remove them.
    ///
    /// ```
    /// use bedrock_profiles::{Layout, Policy, PolicyError, Quota, inference_profile};
    ///
    /// let mut policy = Policy::new("SupportChat").layout(Layout::Merged);
    /// inference_profile!("eu.anthropic.claude-sonnet-4-6").grant_invoke(&mut policy)?;
    /// inference_profile!("global.anthropic.claude-sonnet-4-6").grant_invoke(&mut policy)?;
    /// for part in policy.split(Quota::ManagedPolicy)? {
    ///     assert!(part.size()? <= Quota::ManagedPolicy.characters());
    /// }
    /// # Ok::<(), PolicyError>(())
    /// ```
    ///
    /// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>.
    pub fn split(&self, quota: Quota) -> Result<Vec<Policy>, PolicyError> {
        split::split(self, quota)
    }

    /// How many characters of the document count towards a [`Quota`]: all but white space. An account or ARN that is not
    /// known yet counts as long as they are.
    ///
    /// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>.
    pub fn size(&self) -> Result<usize, PolicyError> {
        const ANY_ACCOUNT: &str = "000000000000";
        /// As long as those of cross-Region profiles in a Region with a long name.
        const ANY_ARN: &str =
            "arn:aws-us-gov:bedrock:ap-southeast-1:000000000000:application-inference-profile/000000000000";
        input::policy_name(&self.name)?;
        let account = self.target.account().unwrap_or(ANY_ACCOUNT);
        let document = self.document(|resource| resource.write(account, |_| Ok(ANY_ARN.to_string())))?;
        let json = serde_json::to_string(&document).map_err(|error| PolicyError::json(&error))?;
        Ok(json.chars().filter(|c| !c.is_whitespace()).count())
    }

    /// The document in the policy's layout, with ARNs as `arn` writes them.
    fn document<T: From<String>>(
        &self,
        arn: impl Fn(&Resource) -> Result<T, PolicyError>,
    ) -> Result<Document<T>, PolicyError> {
        Document::new(&self.layout.arrange(&self.statements), arn)
    }

    /// The policy fits what a template makes of it, and has a name.
    fn checked_size(&self, quota: Quota) -> Result<(), PolicyError> {
        let (name, size) = (self.checked_name()?, self.size()?);
        if size > quota.characters() {
            return Err(PolicyError::too_long(name, size, quota));
        }
        Ok(())
    }

    /// The name, if it is one and the policy grants something, in each of its Regions.
    fn checked_name(&self) -> Result<&str, PolicyError> {
        let name = input::policy_name(&self.name)?;
        if self.statements.is_empty() {
            return Err(PolicyError::empty(name));
        }
        let granted: Vec<&str> = self.statements.iter().filter_map(Statement::source_region).collect();
        let is_left_out = |region: &&String| !granted.is_empty() && !granted.contains(&region.as_str());
        match self.target.regions().iter().find(is_left_out) {
            Some(region) => Err(PolicyError::nothing_granted_in(name, region, granted)),
            None => Ok(name),
        }
    }

    /// The policy with some of its statements, for the Regions that they are about.
    fn part(&self, name: String, statements: Vec<Statement>) -> Self {
        let is_of_part = |region: &String| {
            let mut granted = statements.iter().filter_map(Statement::source_region).peekable();
            granted.peek().is_none() || granted.any(|granted| granted == region)
        };
        let regions = self.target.regions().iter().filter(|region| is_of_part(region)).cloned().collect();
        Policy { name, target: self.target.in_these(regions), statements, ..self.clone() }
    }
}

/// An application profile that is there with its ARN and, for a template to create, without.
fn created_again<'r>(resources: impl Iterator<Item = &'r Resource> + Clone) -> Option<ApplicationInferenceProfile> {
    let placed = resources.filter_map(|resource| match resource {
        Resource::ApplicationInferenceProfile { profile, region, arn } => Some((*profile, *region, arn.is_some())),
        _ => None,
    });
    let mut created = placed.clone().filter(|(.., is_created)| *is_created);
    let again = created.find(|(profile, region, _)| placed.clone().any(|other| other == (*profile, *region, false)));
    again.map(|(profile, ..)| profile)
}

/// The value with its keys in order, whoever else in the program has `serde_json` keep them as they were inserted.
fn sorted(mut value: Value) -> Value {
    value.sort_all_objects();
    value
}

/// The value as JSON with two spaces of indentation.
fn pretty(value: &impl Serialize) -> Result<String, PolicyError> {
    serde_json::to_string_pretty(value).map_err(|error| PolicyError::json(&error))
}

impl Grantable for Policy {
    fn target(&self) -> &Target {
        &self.target
    }

    fn add_statements(&mut self, statements: &[Statement]) -> Result<(), GrantError> {
        input::policy_name(&self.name)?;
        let held = self.statements.iter().chain(statements);
        let resources = held.clone().flat_map(Statement::resources);
        let placed = held.filter_map(|statement| Some((&statement.label.id, statement.partition()?)));
        let mut pairs = placed.clone().zip(placed.skip(1));
        if let Some(((_, policy), (id, granted))) = pairs.find(|((_, policy), (_, granted))| policy != granted) {
            return Err(GrantError::partition_mix(id.as_deref().unwrap_or_default(), policy, granted));
        }
        let declared: Vec<ApplicationInferenceProfile> =
            resources.clone().filter_map(Resource::application_profile).collect();
        let differ = |a: &ApplicationInferenceProfile, b: &ApplicationInferenceProfile| a.same_id(b) && a != b;
        if let Some(profile) = declared.iter().find(|profile| declared.iter().any(|other| differ(profile, other))) {
            return Err(GrantError::same_name(profile.name()));
        }
        if let Some(profile) = created_again(resources) {
            return Err(GrantError::created_again(profile.name()));
        }
        for statement in statements {
            if !self.statements.contains(statement) {
                self.statements.push(statement.clone());
            }
        }
        Ok(())
    }
}
