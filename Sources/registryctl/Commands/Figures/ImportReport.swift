import Records

/// What an import did or would do, in words.
struct ImportReport {
    private let json: JSONValue

    init(_ json: JSONValue) { self.json = json }

    /// Something came in, or was there already.
    var isApplied: Bool { json["applied"]?.truth == true && !isWhollyRejected }
    /// Not one row was taken.
    var isWhollyRejected: Bool { rejected > 0 && rejected == count("read") }
    var rejected: Int { json["rejected"]?.wholeNumber ?? json["rejected"]?.items?.count ?? 0 }
    /// The rejected rows as CSV: the reasons, then the original columns.
    var rejects: String? { json["rejects"]?.text }
    /// Why it is not known what vanished; nil when it is.
    var vanishedNotKnown: String? { json["vanishedNotKnown"]?.text }
    /// Outlets that moved and that the list doesn't name where they are now.
    var moved: [(reference: String, address: String, day: String)] {
        (json["moved"]?.items ?? []).map {
            ($0["reference"]?.text ?? "", $0["address"]?.text ?? "", $0["movedOn"]?.text ?? "")
        }
    }
    var hasChanges: Bool { count("new") + count("changed") + count("vanished") > 0 }

    /// The counts; before it is applied also at most 20 lines each of what appeared, changed, vanished and was rejected.
    func text(_ file: String, width: Int) -> String {
        var lines = [isApplied ? "Imported \(file):" : "Checked, not saved: \(file)"]
        for name in ["read", "new", "changed", "unchanged", "vanished", "rejected"] {
            let number = TextWidth.rightAligned(String(name == "rejected" ? rejected : count(name)), to: 6)
            lines.append(
                "  \(TextWidth.padded(name, to: 10)) \(name == "vanished" ? vanishedNotKnown ?? number : number)")
        }
        if isApplied { return lines.map { $0 + "\n" }.joined() }
        let parts = [
            ("appeared", "appeared", "new"), ("changed", "changes", "changed"), ("vanished", "vanished", "vanished"),
        ]
        for (heading, name, total) in parts {
            guard let items = json[name]?.items, !items.isEmpty else { continue }
            lines.append(heading)
            lines += items.prefix(20).map { TextWidth.cut("  " + Self.line($0), to: width) }
            let more = count(total) - min(items.count, 20)
            if more > 0 { lines.append("  … and \(more) more") }
        }
        lines += reasons(width)
        return lines.map { $0 + "\n" }.joined()
    }

    /// Why rows were not taken, wrapped: a reason that is cut is none.
    private func reasons(_ width: Int) -> [String] {
        let rows = RejectedRow.first(20, of: rejects ?? "")
        guard !rows.isEmpty else { return [] }
        let lines = rows.flatMap { TextWidth.wrapped($0.sentence, to: width - 2, indent: 2) }.map { "  " + $0 }
        let more = rejected - rows.count
        return ["rejected"] + lines + (more > 0 ? ["  … and \(more) more"] : [])
    }

    func count(_ name: String) -> Int { json[name]?.wholeNumber ?? json[name]?.items?.count ?? 0 }

    /// What differs: "postcode 1017AA → 1017AB".
    private static func changes(_ json: JSONValue?) -> [String] {
        guard case .object(let members) = json else { return [] }
        let shown = { (value: JSONValue?) in
            value?.text ?? value.map { String(decoding: $0.bytes(), as: UTF8.self) } ?? ""
        }
        return members.sorted { $0.key < $1.key }.map { name, change in
            "\(name) \(shown(change["from"])) → \(shown(change["to"]))"
        }
    }

    private static func line(_ item: JSONValue) -> String {
        guard case .object(let members) = item else {
            return item.text ?? String(decoding: item.bytes(), as: UTF8.self)
        }
        let address = AddressLine.of(item).text
        let named = ["reference", "name", "address", "what", "field", "from", "to"].compactMap { members[$0]?.text }
        let parts = named + [address].compactMap { $0 } + changes(members["members"])
        return parts.isEmpty ? String(decoding: item.bytes(), as: UTF8.self) : parts.joined(separator: "  ")
    }
}
