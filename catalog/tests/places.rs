//! Where the Regions are, from AWS's documentation and not from the tables.
//!
//! See <https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html>, whose geography is the
//! country in which a Region is, and
//! <https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html>.

use bedrock_profiles_catalog::{Catalog, Country, Destinations, Partition, Region, Regions, check};
use std::collections::{BTreeMap, BTreeSet};

const CATALOG: Catalog<'static> = Catalog::BUILT_IN;

/// The ISO 3166 code, the name, and the Regions of each country that has one.
const COUNTRIES: [(&str, &str, &[&str]); 31] = [
    ("ae", "United Arab Emirates", &["me-central-1"]),
    ("au", "Australia", &["ap-southeast-2", "ap-southeast-4"]),
    ("bh", "Bahrain", &["me-south-1"]),
    ("br", "Brazil", &["sa-east-1"]),
    ("ca", "Canada", &["ca-central-1", "ca-west-1"]),
    ("ch", "Switzerland", &["eu-central-2"]),
    ("cl", "Chile", &["sa-west-1"]),
    ("cn", "China", &["cn-north-1", "cn-northwest-1"]),
    ("de", "Germany", &["eu-central-1", "eusc-de-east-1"]),
    ("es", "Spain", &["eu-south-2"]),
    ("fr", "France", &["eu-west-3"]),
    ("gb", "United Kingdom", &["eu-west-2"]),
    ("hk", "Hong Kong", &["ap-east-1"]),
    ("id", "Indonesia", &["ap-southeast-3"]),
    ("ie", "Ireland", &["eu-west-1"]),
    ("il", "Israel", &["il-central-1"]),
    ("in", "India", &["ap-south-1", "ap-south-2"]),
    ("it", "Italy", &["eu-south-1"]),
    ("jp", "Japan", &["ap-northeast-1", "ap-northeast-3"]),
    ("kr", "South Korea", &["ap-northeast-2"]),
    ("mx", "Mexico", &["mx-central-1"]),
    ("my", "Malaysia", &["ap-southeast-5"]),
    ("nz", "New Zealand", &["ap-southeast-6"]),
    ("sa", "Saudi Arabia", &["me-west-1"]),
    ("se", "Sweden", &["eu-north-1"]),
    ("sg", "Singapore", &["ap-southeast-1"]),
    ("th", "Thailand", &["ap-southeast-7"]),
    ("tw", "Taiwan", &["ap-east-2"]),
    ("us", "United States", &["us-east-1", "us-east-2", "us-gov-east-1", "us-gov-west-1", "us-west-1", "us-west-2"]),
    ("za", "South Africa", &["af-south-1"]),
    // The places of the isolated Regions are not public.
    (
        "-",
        "",
        &[
            "eu-isoe-west-1",
            "us-iso-east-1",
            "us-iso-west-1",
            "us-isob-east-1",
            "us-isob-west-1",
            "us-isof-east-1",
            "us-isof-south-1",
        ],
    ),
];

/// The Regions of each partition but the commercial one.
const PARTITIONS: [(Partition, &str, &[&str]); 7] = [
    (Partition::AwsCn, "aws-cn", &["cn-north-1", "cn-northwest-1"]),
    (Partition::AwsEusc, "aws-eusc", &["eusc-de-east-1"]),
    (Partition::AwsIso, "aws-iso", &["us-iso-east-1", "us-iso-west-1"]),
    (Partition::AwsIsoB, "aws-iso-b", &["us-isob-east-1", "us-isob-west-1"]),
    (Partition::AwsIsoE, "aws-iso-e", &["eu-isoe-west-1"]),
    (Partition::AwsIsoF, "aws-iso-f", &["us-isof-east-1", "us-isof-south-1"]),
    (Partition::AwsUsGov, "aws-us-gov", &["us-gov-east-1", "us-gov-west-1"]),
];

/// The member states of the European Union by the day of their accession.
///
/// See <https://european-union.europa.eu/principles-countries-history/eu-countries_en>.
const ACCESSIONS: [(&str, &[&str]); 8] = [
    ("1958-01-01", &["be", "de", "fr", "it", "lu", "nl"]),
    ("1973-01-01", &["dk", "ie"]),
    ("1981-01-01", &["gr"]),
    ("1986-01-01", &["es", "pt"]),
    ("1995-01-01", &["at", "fi", "se"]),
    ("2004-05-01", &["cy", "cz", "ee", "hu", "lt", "lv", "mt", "pl", "si", "sk"]),
    ("2007-01-01", &["bg", "ro"]),
    ("2013-07-01", &["hr"]),
];

fn countries_of_regions() -> BTreeMap<&'static str, &'static str> {
    COUNTRIES
        .into_iter()
        .flat_map(|(country, _, regions)| regions.iter().map(move |region| (*region, country)))
        .collect()
}

#[test]
fn every_region_is_in_its_country() {
    let known: BTreeMap<&str, &str> =
        CATALOG.regions().map(|region| (region.name(), region.country().unwrap_or("-"))).collect();
    assert_eq!(known, countries_of_regions());
}

#[test]
fn countries_have_their_names() {
    for (code, name, _) in COUNTRIES.into_iter().filter(|(code, ..)| *code != "-") {
        assert_eq!(CATALOG.country(code).map(Country::name), Some(name), "{code}");
    }
}

/// `Asia Pacific (Melbourne)` is what AWS calls it; some are called by their country.
#[test]
fn regions_that_are_called_by_their_country_are_in_it() {
    for region in CATALOG.regions() {
        let named = |country: &Country<'_>| region.place().ends_with(&format!("({})", country.name()));
        let Some(named) = CATALOG.countries().find(named) else { continue };
        assert_eq!(region.country(), Some(named.code()), "{}", region.name());
    }
}

#[test]
fn every_region_is_in_its_partition() {
    for region in CATALOG.regions() {
        let other = PARTITIONS.into_iter().find(|(.., regions)| regions.contains(&region.name()));
        let (partition, name) = other.map_or((Partition::Aws, "aws"), |(partition, name, _)| (partition, name));
        assert_eq!(region.partition(), name, "{}", region.name());
        assert_eq!(Partition::from_region(region.name()), partition, "{}", region.name());
    }
}

#[test]
fn every_partition_is_read_from_its_name_and_written_as_it() {
    let others = PARTITIONS.into_iter().map(|(partition, name, _)| (partition, name));
    for (partition, name) in others.chain([(Partition::Aws, "aws")]) {
        assert_eq!(Partition::from_name(name), Some(partition), "{name}");
        assert_eq!((partition.as_str(), partition.to_string()), (name, name.to_owned()));
    }
    for unknown in ["", "AWS", "aws-", "aws-gov", "aws-iso-g"] {
        assert_eq!(Partition::from_name(unknown), None, "{unknown:?}");
    }
}

#[test]
fn the_european_union_is_its_member_states() {
    let known: BTreeSet<(&str, &str)> =
        CATALOG.countries().filter_map(|country| Some((country.eu_since()?, country.code()))).collect();
    let members = ACCESSIONS.into_iter().flat_map(|(since, codes)| codes.iter().map(move |code| (since, *code)));
    assert_eq!(known, members.collect());
}

#[test]
fn a_residency_holds_for_the_regions_of_its_place_alone() {
    let members: BTreeSet<&str> = ACCESSIONS.into_iter().flat_map(|(_, codes)| codes).copied().collect();
    let holds = |place: &str, region: &str| {
        let place = check::place(CATALOG, place).unwrap();
        let destinations = Destinations::Regions(Regions::from_spaced(region));
        check::residency(CATALOG, "id", &[(region, destinations)], &[place]).is_ok()
    };
    for region in CATALOG.regions().map(Region::name) {
        let country = countries_of_regions()[region];
        assert_eq!(holds("eu", region), members.contains(country), "{region}");
        for (code, ..) in COUNTRIES.into_iter().filter(|(code, ..)| *code != "-") {
            assert_eq!(holds(code, region), code == country, "{code}: {region}");
        }
        assert!(holds(region, region) && !holds(region, "eu-west-9"), "{region}");
    }
}
