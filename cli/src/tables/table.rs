//! One table, to be changed and written again.

use std::collections::BTreeMap;

/// What identifies a row: its profile and source Region, or its model and nothing else.
pub(crate) type Key = (String, String);

/// Rows by their key, in the columns that the file has. Columns that are not ours stay.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    columns: Vec<String>,
    /// The column with the profile or the model.
    id: &'static str,
    /// The column with the source Regions, in a table of routes.
    source: Option<&'static str>,
    rows: BTreeMap<Key, Vec<String>>,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'t> {
    columns: &'t [String],
    cells: &'t [String],
}

impl<'t> Row<'t> {
    /// The cell of a column; empty where there is no such column.
    pub(crate) fn cell(self, column: &str) -> &'t str {
        let place = self.columns.iter().position(|name| name == column);
        place.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
    }
}

impl Table {
    /// The table of `text`, whose rows the catalog has found right. It gets those of `standard` columns that it lacks,
    /// with the cells that its rows have `inherited` by id and column.
    pub(crate) fn parse(
        text: &str,
        standard: &[&'static str],
        inherited: impl Fn(&str, &str) -> Option<&'static str>,
    ) -> Self {
        let mut lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines();
        let header = lines.next().unwrap_or_default();
        let mut columns: Vec<String> = header.split('\t').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let is_missing = |name: &&str| !columns.iter().any(|column| column == name);
        let missing: Vec<&str> = standard.iter().copied().filter(is_missing).collect();
        columns.extend(missing.iter().map(|name| (*name).to_owned()));
        let id = standard.first().copied().unwrap_or_default();
        let source = standard.iter().copied().find(|name| *name == "source");
        let mut table = Table { columns, id, source, rows: BTreeMap::new() };
        for line in lines.filter(|line| !line.is_empty()) {
            let own: Vec<String> = line.split('\t').map(str::to_owned).collect();
            let id = table.as_row(&own).cell(table.id);
            let added = missing.iter().map(|name| inherited(id, name).unwrap_or(default_cell(name)).to_owned());
            let added: Vec<String> = added.collect();
            table.add(&[own, added].concat());
        }
        table
    }

    /// Whether there is a row with this key that its user has pinned: it stays as it is.
    pub(crate) fn has_pinned(&self, key: &Key) -> bool {
        self.row(key).is_some_and(|row| row.cell("pin") == "yes")
    }

    /// The row with this key.
    pub(crate) fn row(&self, key: &Key) -> Option<Row<'_>> {
        self.rows.get(key).map(|cells| self.as_row(cells))
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
        let row = self.as_row(cells);
        let id = row.cell(self.id).to_owned();
        let sources = self.source.map_or("", |source| row.cell(source)).to_owned();
        for source in sources.split(' ') {
            let row = self.with_source(cells, source.to_owned());
            self.rows.insert((id.clone(), source.to_owned()), row);
        }
    }

    /// The rows, with the source Regions of a global profile together where all else is equal.
    fn shared_rows(&self) -> Vec<Vec<String>> {
        let mut shared: Vec<(Vec<String>, Vec<&str>)> = Vec::new();
        for ((_, source), row) in &self.rows {
            let is_global = self.as_row(row).cell("destinations") == "*";
            let rest = self.with_source(row, String::new());
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
        let place = self.source.and_then(|name| self.columns.iter().position(|column| column == name));
        if let Some(cell) = place.and_then(|place| row.get_mut(place)) {
            *cell = source;
        }
        row
    }

    fn as_row<'r>(&'r self, cells: &'r [String]) -> Row<'r> {
        Row { columns: &self.columns, cells }
    }
}

/// What stands for a cell of a column that a file does not have.
fn default_cell(column: &str) -> &'static str {
    if column == "status" { "current" } else { "-" }
}
