//! Granting: who receives, for which account and Regions, and what was added.

use super::GrantError;
use super::statement::Statement;
use crate::{InvalidInput, input};
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};

/// Something that receives statements, such as a [`Policy`](super::Policy): a deployment target and a
/// place for statements.
///
/// ```
/// use bedrock_profiles::policy::Target;
/// use bedrock_profiles::{GrantError, Grantable, Statement, inference_profile};
///
/// /// Prints what it is granted.
/// struct Printed(Target);
///
/// impl Grantable for Printed {
///     fn target(&self) -> &Target {
///         &self.0
///     }
///
///     fn add_statements(&mut self, statements: &[Statement]) -> Result<(), GrantError> {
///         statements.iter().for_each(|statement| println!("{:?}", statement.resources()));
///         Ok(())
///     }
/// }
///
/// let mut printed = Printed(Target::default().in_region("eu-central-1")?);
/// inference_profile!("eu.anthropic.claude-sonnet-4-6").grant_invoke(&mut printed)?;
/// # Ok::<(), GrantError>(())
/// ```
///
/// What statements hold is IAM's: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html>.
pub trait Grantable {
    /// Where the program will run.
    fn target(&self) -> &Target;

    /// Takes all of `statements`, or none of them and says why.
    fn add_statements(&mut self, statements: &[Statement]) -> Result<(), GrantError>;
}

/// Where a program runs: its account, if it is known, and its Regions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    account: Option<String>,
    regions: Vec<String>,
}

impl Target {
    /// The target in the account of this 12-digit id.
    pub fn in_account(mut self, account: &str) -> Result<Self, InvalidInput> {
        self.account = Some(input::account(account)?.to_string());
        Ok(self)
    }

    /// The target with one more Region.
    pub fn in_region(mut self, region: &str) -> Result<Self, InvalidInput> {
        let region = input::region(region)?.to_string();
        if !self.regions.contains(&region) {
            self.regions.push(region);
        }
        Ok(self)
    }

    /// The target in these Regions alone.
    pub(super) fn in_these(&self, regions: Vec<String>) -> Self {
        Target { account: self.account.clone(), regions }
    }

    /// The account's id; `None` where it is known at deployment only.
    pub fn account(&self) -> Option<&str> {
        self.account.as_deref()
    }

    /// The Regions; none of them stands for every Region that the grantor declares. Something is granted for those from
    /// which it can be called, and refused where there is none.
    pub fn regions(&self) -> &[String] {
        &self.regions
    }
}

/// The statements that one call added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    statements: Vec<Statement>,
    regions: Vec<String>,
}

impl Grant {
    pub(super) fn to(grantee: &mut dyn Grantable, statements: Vec<Statement>) -> Result<Self, GrantError> {
        grantee.add_statements(&statements)?;
        let mut regions: Vec<String> = Vec::new();
        for region in statements.iter().filter_map(Statement::source_region) {
            if !regions.iter().any(|known| known == region) {
                regions.push(region.to_string());
            }
        }
        Ok(Grant { statements, regions })
    }

    /// The statements, in the order of the source Regions.
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// The Regions that it covers: those of the grantee's from which what was granted can be called, else every declared
    /// one; none for what belongs to no Region, such as discovery.
    ///
    /// ```
    /// use bedrock_profiles::{Policy, inference_profile};
    ///
    /// let mut policy =
    ///     Policy::new("Chat").in_region("eu-west-1")?.in_region("us-east-1")?;
    /// let grant = inference_profile!("eu.anthropic.claude-sonnet-4-6")
    ///     .grant_invoke(&mut policy)?;
    /// assert_eq!(grant.regions(), ["eu-west-1"]);
    /// # Ok::<(), bedrock_profiles::PolicyError>(())
    /// ```
    pub fn regions(&self) -> &[String] {
        &self.regions
    }
}
