import ArgumentParser

/// How results are written.
enum OutputForm: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// A table on a terminal, TSV into a pipe or a file.
    case auto
    case table, tsv, csv, json, jsonl
    /// References only, one on a line.
    case ref
}
