import Records

/// What an import did or would do, in words.
struct ImportReport {
    private let json: JSONValue

    init(_ json: JSONValue) { self.json = json }

    var isApplied: Bool { json["applied"]?.truth ?? false }
    var rejected: Int { json["rejected"]?.wholeNumber ?? json["rejected"]?.items?.count ?? 0 }
    /// The rejected rows as CSV: the reasons, then the original columns.
    var rejects: String? { json["rejects"]?.text }
    var hasChanges: Bool { count("new") + count("changed") + count("vanished") > 0 }

    /// The counts; before it is applied also at most 20 lines each of what appeared, changed and vanished.
    func text(_ file: String, width: Int) -> String {
        var lines = [isApplied ? "Imported \(file):" : "Checked, not saved: \(file)"]
        for name in ["read", "new", "changed", "unchanged", "vanished", "rejected"] {
            let number = name == "rejected" ? rejected : count(name)
            lines.append("  \(TextWidth.padded(name, to: 10)) \(TextWidth.rightAligned(String(number), to: 6))")
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
        return lines.map { $0 + "\n" }.joined()
    }

    private func count(_ name: String) -> Int { json[name]?.wholeNumber ?? json[name]?.items?.count ?? 0 }

    private static func line(_ item: JSONValue) -> String {
        guard case .object(let members) = item else {
            return item.text ?? String(decoding: item.bytes(), as: UTF8.self)
        }
        let address = AddressLine.of(item).text
        let named = ["reference", "name", "address", "what", "field", "from", "to"].compactMap { members[$0]?.text }
        let parts = named + [address].compactMap { $0 }
        return parts.isEmpty ? String(decoding: item.bytes(), as: UTF8.self) : parts.joined(separator: "  ")
    }
}
