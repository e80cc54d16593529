import Policy
import Records

extension ImportProfile {
    /// The columns that a list of this profile has, and those that it may have.
    private var known: (needed: [String], optional: [String]) {
        switch self {
        case .amsterdam: (["street_raw", "number", "suffix", "postcode", "valid_from", "source_url"], [])
        case .generic:
            (
                ["kind", "street", "house_number"],
                [
                    "reference", "name", "house_number_suffix", "postcode", "locality", "longitude", "latitude",
                    "tolerated_from",
                ]
            )
        }
    }

    /// Where each column stands, by name. The reasons in a file of rejects are passed over, so that it can be corrected and
    /// sent as it is.
    /// - Throws: `Refusal` `wrong_columns` with all that is missing, unknown or there twice.
    func columns(of header: CSVReader.Row) throws -> [String: Int] {
        let (needed, optional) = known
        var columns: [String: Int] = [:]
        var problems: [FieldProblem] = []
        let fields = header.fields.map(\.trimmed)
        let reasons = fields.starts(with: Reject.reasonColumns) ? Reject.reasonColumns.count : 0
        for (place, name) in fields.enumerated().dropFirst(reasons) {
            if !(needed + optional).contains(name) {
                problems.append(
                    FieldProblem(Fields.pointer(to: Fields.clipped(name)), "unknown_column", unknownText(name)))
            } else if columns.updateValue(place, forKey: name) != nil {
                problems.append(
                    FieldProblem(
                        Fields.pointer(to: Fields.clipped(name)), "column_twice", "The column \(name) is there twice."))
            }
        }
        for name in needed where columns[name] == nil {
            problems.append(
                FieldProblem(
                    Fields.pointer(to: Fields.clipped(name)), "missing_column", "The column \(name) is missing."))
        }
        guard problems.isEmpty else {
            throw Refusal(
                .badInput, "wrong_columns", "The header does not fit the profile \(rawValue), so nothing was read.",
                hint: "The columns are \((needed + optional).joined(separator: ", "))"
                    + (optional.isEmpty ? "." : "; all but \(needed.joined(separator: ", ")) may be left out."),
                problems: problems)
        }
        return columns
    }

    private func unknownText(_ name: String) -> String {
        let guess =
            Spelling.closest(to: name, among: known.needed + known.optional).map { " Did you mean \($0)?" } ?? ""
        return "The profile has no column \"\(Fields.clipped(name))\".\(guess)"
    }

    /// The outlet that a row describes; what is wrong with it is noted in `row`.
    func outlet(_ row: inout RowReader, within bounds: Bounds?) -> StagedOutlet {
        switch self {
        case .amsterdam: amsterdamOutlet(&row)
        case .generic: genericOutlet(&row, within: bounds)
        }
    }

    /// The list says nothing about the kind. Its day is that of the decree: the outlet is tolerated since then at the
    /// latest.
    private func amsterdamOutlet(_ row: inout RowReader) -> StagedOutlet {
        let address = Address(
            street: row.needed("street_raw"), houseNumber: row.needed("number", limit: 20),
            houseNumberSuffix: row.limited("suffix", 20) ?? "",
            postcode: Address.postcode(row.limited("postcode", 20) ?? ""),
            locality: "Amsterdam")
        let document = row.limited("source_url", 500)
        return StagedOutlet(
            line: row.row.line, address: address, toleratedFrom: row.day("valid_from"), source: source(document),
            original: Array(row.row.source))
    }

    private func genericOutlet(_ row: inout RowReader, within bounds: Bounds?) -> StagedOutlet {
        let address = Address(
            street: row.needed("street"), houseNumber: row.needed("house_number", limit: 20),
            houseNumberSuffix: row.limited("house_number_suffix", 20) ?? "",
            postcode: Address.postcode(row.limited("postcode", 20) ?? ""), locality: row.limited("locality") ?? "")
        return StagedOutlet(
            line: row.row.line, reference: reference(&row), name: row.limited("name"), kind: row.kind("kind"),
            address: address, place: row.place(within: bounds), toleratedFrom: row.day("tolerated_from"),
            source: source(nil), original: Array(row.row.source))
    }

    private func reference(_ row: inout RowReader) -> String? {
        guard let text = row.text("reference") else { return nil }
        do {
            return try OutletReference(text).description
        } catch {
            row.note("reference", "not_a_reference", error.message(for: text))
            return nil
        }
    }

    private func source(_ document: String?) -> String { document.map { "\(rawValue) \($0)" } ?? rawValue }
}
