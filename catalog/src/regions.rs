//! Regions, lists of them, and what a profile routes to.

use crate::table::Row;
use core::fmt;

/// A division of AWS with accounts and ARNs of its own.
///
/// See <https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Partition {
    /// The commercial Regions.
    Aws,
    /// China.
    AwsCn,
    /// AWS European Sovereign Cloud.
    AwsEusc,
    /// AWS Secret Region (US).
    AwsIso,
    /// AWS Top Secret Region (US).
    AwsIsoB,
    /// AWS isolated Region in Europe.
    AwsIsoE,
    /// AWS isolated Region (US), F.
    AwsIsoF,
    /// AWS GovCloud (US).
    AwsUsGov,
}

impl Partition {
    /// The partition that a Region's name tells, as the AWS SDKs tell it.
    pub fn from_region(name: &str) -> Self {
        const BY_START: [(&str, Partition); 7] = [
            ("cn-", Partition::AwsCn),
            ("eusc-", Partition::AwsEusc),
            ("us-iso-", Partition::AwsIso),
            ("us-isob-", Partition::AwsIsoB),
            ("eu-isoe-", Partition::AwsIsoE),
            ("us-isof-", Partition::AwsIsoF),
            ("us-gov-", Partition::AwsUsGov),
        ];
        let found = BY_START.into_iter().find(|(start, _)| name.starts_with(start));
        found.map_or(Partition::Aws, |(_, partition)| partition)
    }

    /// The partition of this name in an ARN, such as `aws-us-gov`.
    pub fn from_name(name: &str) -> Option<Self> {
        const ALL: [Partition; 8] = [
            Partition::Aws,
            Partition::AwsCn,
            Partition::AwsEusc,
            Partition::AwsIso,
            Partition::AwsIsoB,
            Partition::AwsIsoE,
            Partition::AwsIsoF,
            Partition::AwsUsGov,
        ];
        ALL.into_iter().find(|partition| partition.as_str() == name)
    }

    /// The name in an ARN, such as `aws-us-gov`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Partition::Aws => "aws",
            Partition::AwsCn => "aws-cn",
            Partition::AwsEusc => "aws-eusc",
            Partition::AwsIso => "aws-iso",
            Partition::AwsIsoB => "aws-iso-b",
            Partition::AwsIsoE => "aws-iso-e",
            Partition::AwsIsoF => "aws-iso-f",
            Partition::AwsUsGov => "aws-us-gov",
        }
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An AWS Region of the catalog.
#[derive(Clone, Copy, Debug)]
pub struct Region<'c>(pub(crate) Row<'c>);

impl<'c> Region<'c> {
    /// The name, such as `eu-central-1`.
    pub fn name(self) -> &'c str {
        self.0.cell(0)
    }

    /// The partition's name in ARNs, such as `aws-us-gov`.
    pub fn partition(self) -> &'c str {
        self.0.cell(1)
    }

    /// The ISO 3166 code of the country, lower case; `None` where it is not public.
    pub fn country(self) -> Option<&'c str> {
        self.0.known(2)
    }

    /// The place in words, such as `Europe (Frankfurt)`.
    pub fn place(self) -> &'c str {
        self.0.cell(3)
    }
}

/// A country of the catalog: one with a Region, or a member state of the European Union.
#[derive(Clone, Copy, Debug)]
pub struct Country<'c>(pub(crate) Row<'c>);

impl<'c> Country<'c> {
    /// The ISO 3166 code, lower case.
    pub fn code(self) -> &'c str {
        self.0.cell(0)
    }

    /// The name in English.
    pub fn name(self) -> &'c str {
        self.0.cell(1)
    }

    /// What it is often called and is not.
    pub fn aliases(self) -> impl Iterator<Item = &'c str> + Clone {
        self.0.words(3)
    }

    /// The day of its accession to the European Union; `None` outside it.
    pub fn eu_since(self) -> Option<&'c str> {
        self.0.known(2)
    }
}

/// A list of Region names.
///
/// It is a view of text with one space between names: `Copy`, without allocation.
///
/// ```
/// use bedrock_profiles_catalog::Regions;
///
/// const EU: Regions<'static> = Regions::from_spaced("eu-central-1 eu-west-1");
/// assert!(EU.contains("eu-west-1"));
/// assert_eq!(EU.iter().collect::<Vec<_>>(), ["eu-central-1", "eu-west-1"]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Regions<'c>(&'c str);

impl<'c> Regions<'c> {
    /// The list that `text` spells: names with one space between them.
    pub const fn from_spaced(text: &'c str) -> Self {
        Regions(text)
    }

    /// The names, one by one.
    pub fn iter(self) -> impl Iterator<Item = &'c str> + Clone {
        self.0.split_ascii_whitespace()
    }

    /// Whether `region` is among them.
    pub fn contains(self, region: &str) -> bool {
        self.iter().any(|name| name == region)
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The names with one space between them.
    pub const fn as_str(self) -> &'c str {
        self.0
    }
}

impl<'c> IntoIterator for Regions<'c> {
    type Item = &'c str;
    type IntoIter = core::str::SplitAsciiWhitespace<'c>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.split_ascii_whitespace()
    }
}

impl fmt::Debug for Regions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// The names with commas between them.
impl fmt::Display for Regions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, name) in self.iter().enumerate() {
            if position > 0 {
                f.write_str(", ")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

/// Where a profile may run a request that is made from one source Region.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Destinations<'c> {
    /// A geographic profile: these Regions.
    Regions(Regions<'c>),
    /// A global profile: any commercial Region. In ARNs and requests it has no name.
    Global,
}

impl<'c> Destinations<'c> {
    /// What a cell of `routes.tsv` says: `*`, or names with one space between them.
    pub fn from_cell(cell: &'c str) -> Self {
        if cell == "*" { Destinations::Global } else { Destinations::Regions(Regions(cell)) }
    }

    /// The Regions of a geographic profile; `None` for a global one.
    pub fn regions(self) -> Option<Regions<'c>> {
        match self {
            Destinations::Regions(regions) => Some(regions),
            Destinations::Global => None,
        }
    }

    /// The cell of `routes.tsv`: the names with one space between them, or `*`.
    pub fn as_str(self) -> &'c str {
        self.regions().map_or("*", Regions::as_str)
    }

    /// Whether any commercial Region may run the request.
    pub fn is_global(self) -> bool {
        self == Destinations::Global
    }
}

/// The Regions with commas between them, or `*`.
impl fmt::Display for Destinations<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Destinations::Regions(regions) => regions.fmt(f),
            Destinations::Global => f.write_str("*"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{format, string::ToString as _};

    #[test]
    fn a_list_of_regions_is_what_its_text_spells() {
        let (none, two) = (Regions::default(), Regions::from_spaced("eu-central-1 eu-west-1"));
        assert_eq!([none.len(), two.len()], [0, 2]);
        assert!(none.is_empty() && !two.is_empty());
        assert!(two.contains("eu-west-1") && !two.contains("eu-west") && !none.contains(""));
        assert!(two.into_iter().eq(["eu-central-1", "eu-west-1"]) && none.iter().next().is_none());
        assert_eq!([none.to_string(), two.to_string()], ["", "eu-central-1, eu-west-1"]);
        assert_eq!(two.as_str(), "eu-central-1 eu-west-1");
        assert_eq!(format!("{two:?}"), r#"["eu-central-1", "eu-west-1"]"#);
    }

    #[test]
    fn destinations_are_a_list_or_a_star() {
        let (geographic, global) = (Destinations::from_cell("eu-west-1 eu-west-2"), Destinations::from_cell("*"));
        assert!(global.is_global() && !geographic.is_global());
        assert_eq!([geographic.as_str(), global.as_str()], ["eu-west-1 eu-west-2", "*"]);
        assert_eq!([geographic.to_string(), global.to_string()], ["eu-west-1, eu-west-2", "*"]);
        assert_eq!((global.regions(), geographic.regions().map(Regions::len)), (None, Some(2)));
    }
}
