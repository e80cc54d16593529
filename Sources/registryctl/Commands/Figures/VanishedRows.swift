import Records

/// What is said of rows of earlier files that a file of earlier records doesn't have.
enum VanishedRows {
    /// What became of them, what to do, and the first ten.
    static func told(_ report: JSONValue) -> [String] {
        let vanished = report["vanished"]?.wholeNumber ?? 0
        guard vanished > 0 else { return [] }
        let (rows, they) =
            vanished == 1
            ? ("1 row of an earlier file of this form is", "It stays and counts as before.")
            : ("\(vanished) rows of earlier files of this form are", "They stay and count as before.")
        let named = (report["vanishedRows"]?.items ?? []).prefix(10).map(words)
        let more = vanished > named.count ? ["vanished: and \(vanished - named.count) more"] : []
        return [
            "\(rows) not in this one (vanished). \(they) A file of another year or part leaves them out rightly. Where the "
                + "former system corrected or withdrew a row, depart from what the rules make of the old one, and say why."
        ] + named + more
    }

    /// "vanished: penalties.csv line 4, penalty of licence 900001, A2 of 2018-03-01, established".
    private static func words(_ row: JSONValue) -> String {
        let head = "vanished: \(row["file"]?.text ?? "") line \(row["line"]?.wholeNumber ?? 0)"
        let licence = row["licenceNumber"]?.text.map { " of licence \($0)" } ?? ""
        let when = [row["case"]?.text, row["day"]?.text.map { "of \($0)" }].compactMap { $0 }.joined(separator: " ")
        let parts = [head, (row["record"]?.text ?? "row") + licence, when, row["standing"]?.text?.spoken ?? ""]
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
