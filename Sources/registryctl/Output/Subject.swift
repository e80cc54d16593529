import Records

/// What a kind of record looks like: which of its values are shown, under which heading, in which order.
struct Subject: Sendable {
    /// A part of a card that is a table of its own.
    struct Section: Sendable {
        var heading: String
        /// Member that holds the list.
        var member: String
        var columns: [Column]
        /// For rows that are put together from several members.
        var rows: (@Sendable (JSONValue) -> [JSONValue])?

        func items(of record: JSONValue) -> [JSONValue] { rows?(record) ?? record[member]?.items ?? [] }
    }

    /// "outlet" and "outlets".
    var one: String
    var many: String
    /// The word after `registryctl`.
    var command: String
    /// Member that names a record: what `-o ref` writes.
    var key = "reference"
    /// In lists and in machine forms.
    var columns: [Column]
    /// What `show` writes for people; the columns when it is empty.
    var card: [Column] = []
    var sections: [Section] = []

    var cardColumns: [Column] { card.isEmpty ? columns.filter { !$0.isDetail } : card }

    /// The columns that were asked for by name, in that order; names with a minus before them are left out instead.
    /// - Throws: `Failure` for a name that isn't there.
    func chosen(_ names: [String]?, machine: Bool) throws(Failure) -> [Column] {
        let usual = machine ? columns : columns.filter { !$0.isDetail }
        guard let names else { return usual }
        let without = names.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) }
        let with = names.filter { !$0.hasPrefix("-") }
        for name in without + with where !columns.contains(where: { $0.name == name }) { throw unknown(name, names) }
        guard with.isEmpty else { return with.compactMap { name in columns.first { $0.name == name } } }
        return usual.filter { !without.contains($0.name) }
    }

    private func unknown(_ name: String, _ asked: [String]) -> Failure {
        let names = columns.map(\.name)
        let mended = Spelling.closest(to: name, among: names).map { closest in
            asked.map { $0 == name ? closest : $0 == "-\(name)" ? "-\(closest)" : $0 }.joined(separator: ",")
        }
        return Failure(
            .usage, "usage", "\(many) have no column \"\(name)\".",
            why: ["There are: \(names.joined(separator: ", "))."],
            rerun: mended.map { .appending(["--columns", $0]) })
    }
}
