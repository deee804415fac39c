//! What a configuration names, granted as far as it says what is needed.

use super::invoke::{Calls, Invoked};
use super::regions::{check_account, check_region, named};
use crate::invocation_target::{Known, Meaning};
use crate::policy::statement::{Label, Purpose, Resource, Statement};
use crate::policy::structure::{Invocation, Way};
use crate::policy::{GrantError, Target};
use crate::{Arn, InvocationTarget, InvocationTargetKind};
use alloc::{string::ToString as _, vec, vec::Vec};

impl Invoked for InvocationTarget {
    fn statements(&self, target: &Target, calls: Calls) -> Result<Vec<Statement>, GrantError> {
        match self.meaning() {
            Meaning::Known(known) => of_known(known, target, calls),
            Meaning::ByArn(arn, InvocationTargetKind::OwnModel) => {
                of_own_model(arn, target, calls).map(|one| vec![one])
            }
            Meaning::ByArn(_, InvocationTargetKind::Unknown) | Meaning::Unknown => {
                Err(GrantError::target_unknown(self.as_str()))
            }
            Meaning::ByArn(..) => Err(GrantError::models_unknown(self.as_str())),
        }
    }
}

fn of_known(known: &Known, target: &Target, calls: Calls) -> Result<Vec<Statement>, GrantError> {
    if let Some(arn) = known.arn.as_ref().filter(|arn| !arn.account().is_empty()) {
        check_account(arn, target)?;
    }
    let routes = named(target, |region| known.route(region))?.unwrap_or_else(|| known.routes().collect());
    if routes.is_empty() {
        return Err(GrantError::not_on_demand(&known.id));
    }
    let invocation = Invocation {
        id: known.id.clone().into(),
        model: known.model.clone().into(),
        actions: calls.on_model(&known.model, known.streams)?,
    };
    let ways = routes.into_iter().map(Way::read);
    Ok(if known.is_profile {
        ways.flat_map(|way| invocation.profile_statements(&way)).collect()
    } else {
        ways.map(|way| invocation.model_statement(&way.source)).collect()
    })
}

/// The invoking actions on the model of this ARN, which is not behind a profile.
///
/// See <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html>.
fn of_own_model(arn: &Arn, target: &Target, calls: Calls) -> Result<Statement, GrantError> {
    let id = arn.as_str().rsplit(':').next().unwrap_or_default();
    check_account(arn, target)?;
    check_region(id, arn.region(), target)?;
    let label = Label {
        id: Some(id.to_string().into()),
        source: Some(arn.region().to_string().into()),
        purpose: Purpose::Model,
    };
    let actions = calls.on_model(id, true)?.to_vec();
    Ok(Statement { label, actions, resources: vec![Resource::Named(arn.clone())], conditions: vec![] })
}
