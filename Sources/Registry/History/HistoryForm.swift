import Records

/// Which file of a former system it is; found by the columns that stand in its header.
enum HistoryForm: String, Sendable, CaseIterable {
    case penalties, violations, visits, applicants, businesses
    /// This project's own form.
    case records

    /// The forms that a profile knows.
    static func known(to profile: HistoryProfile) -> [HistoryForm] {
        switch profile {
        case .washingtonLCB: [.penalties, .violations, .visits, .applicants, .businesses]
        case .generic: [.records]
        }
    }

    /// The columns that it has; others that stand there are kept with the row.
    var columns: [String] {
        switch self {
        case .penalties:
            [
                "offense_at", "trade_name", "violation", "city", "license_number", "case_number", "penalty_type",
                "wac_rcw_code", "penalty_amount", "paid_or_effective_date",
            ]
        case .violations:
            ["License Number", "Visit Date", "Penalty Type", "Case #", "WAC Code", "Violation Type"]
        case .visits: ["License Number", "Date", "Activity"]
        case .applicants:
            [
                "source_list", "Tradename", "License #", "Street Address", "Suite/Rm", "City", "ZipCode", "PrivDesc",
                "PrivilegeStatus", "Date",
            ]
        case .businesses:
            ["Organization", "Active", "License", "Type", "Address", "Address Line 2", "City", "Zip", "CreateDate"]
        case .records: ["record", "licence_number", "day"]
        }
    }

    /// Columns that may stand there too and are read.
    var optionalColumns: [String] {
        guard self == .records else { return [] }
        return [
            "time", "case_number", "notice", "violation", "criterion", "provision", "proposed", "imposed", "measure",
            "amount", "currency", "days", "effective_on", "standing", "outlet",
        ]
    }

    /// Columns that say where a row stood and nothing about what happened: they don't make two rows different.
    static let provenance: Set<String> = ["sheet_year", "sheet_row", "ManuallyCleaned", "Source"]

    /// A column's name as it was meant: without space around it and without quotes (`Activity" `).
    static func name(of field: String) -> String { field.replacing("\"", with: "").trimmed }

    /// The form whose columns are all in the header, and where each column stands.
    /// - Throws: `Refusal` `wrong_columns`.
    static func find(_ header: CSVReader.Row, _ profile: HistoryProfile) throws -> (HistoryForm, [String: Int]) {
        var columns: [String: Int] = [:]
        for (place, field) in header.fields.enumerated() where columns[name(of: field)] == nil {
            columns[name(of: field)] = place
        }
        let forms = known(to: profile)
        if let form = forms.first(where: { $0.columns.allSatisfy { columns[$0] != nil } }) { return (form, columns) }
        throw unknownForm(columns, forms, profile)
    }

    private static func unknownForm(
        _ columns: [String: Int], _ forms: [HistoryForm], _ profile: HistoryProfile
    ) -> Refusal {
        let nearest = forms.min { one, other in missing(one, columns).count < missing(other, columns).count }
        let problems = nearest.map { missing($0, columns) } ?? []
        return Refusal(
            .badInput, "wrong_columns",
            "The header is that of no file that the profile \(profile.rawValue) knows, so nothing was read.",
            hint: "It knows: \(forms.map(\.rawValue).joined(separator: ", ")). "
                + "Most like this one is \(nearest?.rawValue ?? ""), which has the columns listed.",
            problems: problems.map { FieldProblem("/\($0)", "missing_column", "The column \($0) is missing.") })
    }

    private static func missing(_ form: HistoryForm, _ columns: [String: Int]) -> [String] {
        form.columns.filter { columns[$0] == nil }
    }
}
