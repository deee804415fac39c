//! The built-in tables keep the rules that the look-ups rely on.

use bedrock_profiles_catalog::{
    Catalog, Destinations, Lifecycle, Partition, ProfileId, Status, check, is_model_id, is_prefix, is_region_name,
};
use std::collections::BTreeSet;

const CATALOG: Catalog<'static> = Catalog::BUILT_IN;

const TABLES: [(&str, &str, &str); 5] = [
    ("countries.tsv", include_str!("../data/countries.tsv"), "country\tname\teu_since\taliases"),
    (
        "models.tsv",
        include_str!("../data/models.tsv"),
        "model\tname\tprovider\tinput\toutput\tstreaming\tlifecycle\tlegacy\teol\tinference_types\tendpoints\ton_demand\tseen\torigin",
    ),
    ("prefixes.tsv", include_str!("../data/prefixes.tsv"), "prefix\tpartition\tgeography\taliases"),
    ("regions.tsv", include_str!("../data/regions.tsv"), "region\tpartition\tcountry\tname"),
    ("routes.tsv", include_str!("../data/routes.tsv"), "profile\tsource\tdestinations\tseen\torigin\tstatus"),
];

fn cells(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2)
        && ("01"..="12").contains(&month) && ("01"..="31").contains(&day))
}

#[test]
fn tables_are_tidy() {
    for (name, table, header) in TABLES {
        assert_eq!(table.lines().next(), Some(header), "{name}");
        assert!(table.ends_with('\n'), "{name} ends in a newline");
        let columns = header.split('\t').count();
        for (index, row) in cells(table).enumerate() {
            let line = index + 2;
            assert_eq!(row.len(), columns, "{name}:{line} has a cell for each column");
            for cell in row {
                assert!(!cell.is_empty() && cell.trim() == cell, "{name}:{line}: {cell:?}");
                assert!(!cell.contains("  "), "{name}:{line}: one space between words");
            }
        }
    }
}

#[test]
fn tables_are_sorted_and_unique_the_way_the_search_compares() {
    for (name, table, _) in TABLES {
        let rows: Vec<&str> = table.lines().skip(1).collect();
        for pair in rows.windows(2) {
            assert!(pair[0].as_bytes() < pair[1].as_bytes(), "{name}: {} before {}", pair[0], pair[1]);
        }
        if name != "routes.tsv" {
            let keys: BTreeSet<&str> = cells(table).map(|row| row[0]).collect();
            assert_eq!(keys.len(), rows.len(), "{name}: each key once");
        }
    }
}

#[test]
fn no_source_region_stands_twice_in_a_profile() {
    for profile in CATALOG.profiles() {
        let sources: Vec<&str> = profile.routes().map(|route| route.source).collect();
        let unique: BTreeSet<&str> = sources.iter().copied().collect();
        assert_eq!(sources.len(), unique.len(), "{}", profile.id());
    }
}

#[test]
fn lists_of_words_are_sorted_and_unique() {
    for (name, table, lists) in
        [("models.tsv", TABLES[1].1, &[3, 4, 9, 10, 11][..]), ("routes.tsv", TABLES[4].1, &[1, 2])]
    {
        for row in cells(table) {
            for &column in lists {
                let words: Vec<&str> = row[column].split(' ').collect();
                assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "{name}: {}: {}", row[0], row[column]);
            }
        }
    }
}

#[test]
fn every_id_keeps_the_grammar() {
    for model in CATALOG.models() {
        assert!(is_model_id(model.id()), "{}", model.id());
    }
    for profile in CATALOG.profiles() {
        let id = ProfileId::parse(profile.id()).unwrap();
        assert_eq!((id.prefix, id.model), (profile.prefix(), profile.model_id()));
    }
    for prefix in CATALOG.prefixes() {
        assert!(is_prefix(prefix.name()), "{}", prefix.name());
    }
    for region in CATALOG.regions() {
        assert!(is_region_name(region.name()), "{}", region.name());
    }
}

#[test]
fn every_name_refers_to_something_known() {
    for profile in CATALOG.profiles() {
        assert!(CATALOG.prefix(profile.prefix()).is_some(), "{}", profile.id());
        assert!(CATALOG.model(profile.model_id()).is_some(), "{}", profile.id());
        for route in profile.routes() {
            let destinations = route.destinations.regions().into_iter().flatten();
            for region in destinations.chain([route.source]) {
                assert!(CATALOG.region(region).is_some(), "{}: {region}", profile.id());
            }
        }
    }
    for model in CATALOG.models() {
        for region in model.on_demand_regions() {
            assert!(CATALOG.region(region).is_some(), "{}: {region}", model.id());
        }
    }
    for code in CATALOG.regions().filter_map(bedrock_profiles_catalog::Region::country) {
        assert!(CATALOG.country(code).is_some(), "{code}");
    }
}

#[test]
fn partitions_agree() {
    for region in CATALOG.regions() {
        assert_eq!(region.partition(), Partition::from_region(region.name()).as_str(), "{}", region.name());
    }
    for profile in CATALOG.profiles() {
        let partition = CATALOG.prefix(profile.prefix()).unwrap().partition();
        for route in profile.routes() {
            let destinations = route.destinations.regions().into_iter().flatten();
            for region in destinations.chain([route.source]) {
                assert_eq!(CATALOG.region(region).unwrap().partition(), partition, "{}: {region}", profile.id());
            }
        }
    }
}

#[test]
fn global_profiles_and_no_others_lead_anywhere() {
    for profile in CATALOG.profiles() {
        for route in profile.routes() {
            assert_eq!(route.destinations == Destinations::Global, profile.prefix() == "global", "{}", profile.id());
        }
    }
}

#[test]
fn every_row_says_when_and_where_it_was_seen() {
    let routes = cells(TABLES[4].1).map(|row| (row[3], row[4]));
    let models = cells(TABLES[1].1).map(|row| (row[12], row[13]));
    let mut newest = "";
    for (seen, origin) in routes.chain(models) {
        assert!(is_date(seen), "{seen}");
        assert_ne!(origin, "-");
        newest = newest.max(seen);
    }
    assert_eq!(CATALOG.date(), newest, "the catalog's date is that of its newest row");
    let version = format!("version = \"0.1.{}\"", newest.replace('-', ""));
    assert!(include_str!("../data/Cargo.toml").contains(&version), "the data has the version {version}");
}

#[test]
fn closed_sets_hold_no_other_word() {
    for row in cells(TABLES[1].1) {
        assert!(["yes", "no", "unknown"].contains(&row[5]), "{}: {}", row[0], row[5]);
        assert!(["active", "legacy", "eol", "unknown"].contains(&row[6]), "{}: {}", row[0], row[6]);
        for date in [row[7], row[8]] {
            assert!(date == "-" || is_date(date), "{}: {date}", row[0]);
        }
    }
    for row in cells(TABLES[4].1) {
        assert!(["current", "unconfirmed", "retired"].contains(&row[5]), "{}: {}", row[0], row[5]);
    }
    for row in cells(TABLES[0].1) {
        assert!(row[2] == "-" || is_date(row[2]), "{}: {}", row[0], row[2]);
    }
}

#[test]
fn what_no_refresh_changes_is_complete() {
    assert_eq!(CATALOG.regions().count(), 48);
    assert_eq!(CATALOG.prefixes().count(), 9);
    assert_eq!(CATALOG.countries().filter(|country| country.eu_since().is_some()).count(), 27);
}

#[test]
fn a_retired_profile_is_retired_in_all_its_rows() {
    for profile in CATALOG.profiles() {
        let retired = profile.routes().filter(|route| route.status == Status::Retired).count();
        assert!(retired == 0 || profile.is_retired(), "{}", profile.id());
    }
}

#[test]
fn a_model_past_its_end_of_life_is_behind_no_current_profile() {
    for model in CATALOG.models().filter(|model| model.lifecycle() == Lifecycle::EndOfLife) {
        assert_eq!(CATALOG.current_profiles_of(model).count(), 0, "{}", model.id());
    }
}

#[test]
fn every_profile_is_found_by_its_id_and_accepted() {
    for profile in CATALOG.profiles() {
        assert_eq!(check::profile_id(CATALOG, profile.id()).unwrap().id(), profile.id());
    }
}

#[test]
fn ids_that_other_lists_carry_and_nothing_confirms_are_refused() {
    let rejected: Vec<&str> = include_str!("rejected_ids.txt").lines().collect();
    assert_eq!(rejected.len(), 45);
    for id in rejected {
        assert!(check::profile_id(CATALOG, id).is_err(), "{id}");
    }
}
