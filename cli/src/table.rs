//! A table of the project's catalog, to be changed and written again.

use std::collections::BTreeMap;

/// What identifies a row: its profile and source Region, or its model and nothing else.
pub(crate) type Key = (String, String);

/// Rows by their key, in the columns that the file has. Columns that are not ours stay.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    columns: Vec<String>,
    rows: BTreeMap<Key, Vec<String>>,
}

/// The column with the source Regions of a profile.
const SOURCE: &str = "source";

impl Table {
    /// The table of `text`, whose rows the catalog has found right. It gets those of `standard` columns that it lacks.
    pub(crate) fn read<'s>(text: &str, standard: impl Iterator<Item = &'s str>) -> Self {
        let mut lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines();
        let header = lines.next().unwrap_or_default();
        let mut columns: Vec<String> = header.split('\t').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let missing: Vec<&str> = standard.filter(|name| !columns.iter().any(|column| column == name)).collect();
        columns.extend(missing.iter().map(|name| (*name).to_owned()));
        let mut table = Table { columns, rows: BTreeMap::new() };
        for line in lines.filter(|line| !line.is_empty()) {
            let cells = line.split('\t').chain(missing.iter().map(|name| default_cell(name)));
            table.add(&cells.map(str::to_owned).collect::<Vec<String>>());
        }
        table
    }

    /// Whether there is a row for this profile and source Region.
    pub(crate) fn has(&self, profile: &str, source: &str) -> bool {
        self.rows.contains_key(&(profile.to_owned(), source.to_owned()))
    }

    /// Sets cells of the row with this key, which is added if there is none.
    pub(crate) fn set<'s>(&mut self, key: Key, cells: impl IntoIterator<Item = (&'s str, String)>) {
        let columns = &self.columns;
        let row =
            self.rows.entry(key).or_insert_with(|| columns.iter().map(|name| default_cell(name).to_owned()).collect());
        for (name, value) in cells {
            let place = columns.iter().position(|column| column == name);
            if let Some(cell) = place.and_then(|place| row.get_mut(place)) {
                *cell = value;
            }
        }
    }

    /// The text: a header line and a row a line, sorted by profile and source Region, or by model.
    pub(crate) fn to_text(&self) -> String {
        let mut lines = vec![self.columns.join("\t")];
        lines.extend(self.shared_rows().iter().map(|row| row.join("\t")));
        lines.join("\n") + "\n"
    }

    /// One row for each source Region.
    fn add(&mut self, cells: &[String]) {
        let id = self.cell(cells, &["profile", "model"]).to_owned();
        let sources = self.cell(cells, &[SOURCE]).to_owned();
        for source in sources.split(' ') {
            let row = self.with_source(cells, source.to_owned());
            self.rows.insert((id.clone(), source.to_owned()), row);
        }
    }

    /// The rows, with the source Regions of a global profile together where all else is equal.
    fn shared_rows(&self) -> Vec<Vec<String>> {
        let mut shared: Vec<(Vec<String>, Vec<&str>)> = Vec::new();
        for row in self.rows.values() {
            let is_global = self.cell(row, &["destinations"]) == "*";
            let (source, rest) = (self.cell(row, &[SOURCE]), self.with_source(row, String::new()));
            let of_profile = |(other, _): &&mut (Vec<String>, _)| is_global && other.first() == rest.first();
            match shared.iter_mut().rev().take_while(of_profile).find(|(other, _)| *other == rest) {
                Some((_, sources)) => sources.push(source),
                None => shared.push((rest, vec![source])),
            }
        }
        shared.iter().map(|(rest, sources)| self.with_source(rest, sources.join(" "))).collect()
    }

    /// The row with another source; a row of a table without sources as it is.
    fn with_source(&self, row: &[String], source: String) -> Vec<String> {
        let mut row = row.to_vec();
        let place = self.columns.iter().position(|column| column == SOURCE);
        if let Some(cell) = place.and_then(|place| row.get_mut(place)) {
            *cell = source;
        }
        row
    }

    /// The cell of the first of these columns that there is.
    fn cell<'r>(&self, row: &'r [String], names: &[&str]) -> &'r str {
        let place = self.columns.iter().position(|column| names.contains(&column.as_str()));
        place.and_then(|place| row.get(place)).map_or("", String::as_str)
    }
}

/// What stands for a cell of a column that a file does not have.
fn default_cell(column: &str) -> &'static str {
    if column == "status" { "current" } else { "-" }
}
