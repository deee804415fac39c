//! Addresses of Terraform: `module.chat["eu"].aws_iam_policy.invoke[0]`.

/// The module of a resource, its name there, and the key of one of its instances.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    pub(super) module: String,
    /// `aws_iam_policy.invoke`, `data.aws_iam_policy_document.invoke`
    pub(super) resource: String,
    /// `[0]`, `["eu"]`, or nothing
    pub(super) instance: String,
}

impl Address {
    /// The address of a resource, in that of an attribute, too. `None` for anything else.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let parts = parts(text);
        let mut start = 0;
        while parts.get(start).is_some_and(|part| *part == "module") {
            start += 2;
        }
        let length = if parts.get(start).is_some_and(|part| *part == "data") { 3 } else { 2 };
        let (module, rest) = (parts.get(..start)?, parts.get(start..start + length)?);
        let resource = rest.join(".");
        let at = resource.find('[').unwrap_or(resource.len());
        let (resource, instance) = resource.split_at(at);
        Some(Address { module: module.join("."), resource: resource.to_owned(), instance: instance.to_owned() })
    }

    /// `aws_iam_policy`
    pub(super) fn kind(&self) -> &str {
        let resource = self.resource.strip_prefix("data.").unwrap_or(&self.resource);
        resource.split('.').next().unwrap_or_default()
    }
}

/// The parts between dots. A key in brackets may have dots of its own.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let is_end = |c: char| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '.' && depth == 0
    };
    text.split(is_end).collect()
}

/// What a module of this address is called where it is called from: `chat` of `module.a.module.chat["eu"]`.
pub(super) fn module_name(address: &str) -> &str {
    let last = parts(address).pop().unwrap_or_default();
    last.split('[').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_parts() {
        for (text, module, resource, instance) in [
            ("aws_iam_policy.x", "", "aws_iam_policy.x", ""),
            ("aws_iam_policy.x[0].arn", "", "aws_iam_policy.x", "[0]"),
            ("module.m[\"a.b\"].module.n.aws_iam_role.r", "module.m[\"a.b\"].module.n", "aws_iam_role.r", ""),
            ("data.aws_iam_policy_document.d[\"a.b\"].json", "", "data.aws_iam_policy_document.d", "[\"a.b\"]"),
        ] {
            let expected = Address { module: module.into(), resource: resource.into(), instance: instance.into() };
            assert_eq!(Address::from_text(text), Some(expected));
        }
        assert_eq!(Address::from_text("aws_iam_role"), None);
        assert_eq!(Address::from_text("data.aws_iam_policy_document.d").unwrap().kind(), "aws_iam_policy_document");
        assert_eq!(module_name("module.m.module.n[\"a.b\"]"), "n");
    }
}
