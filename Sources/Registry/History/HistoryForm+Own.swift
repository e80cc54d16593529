import Policy
import Records

extension HistoryForm {
    /// A row of this project's own form.
    func ownRecord(_ row: inout RowReader, _ today: LocalDate) -> EarlierRecord {
        let word = row.filled("record")
        guard let kind = EarlierRecord.Kind(rawValue: word) else {
            if !word.isEmpty {
                row.note(
                    "record", "not_a_choice", "record is \"\(word)\"; it is one of licence, visit, violation, penalty.")
            }
            return EarlierRecord(line: row.row.line, kind: .visit)
        }
        var record = EarlierRecord(line: row.row.line, kind: kind)
        record.licenceNumber = row.limited("licence_number")
        if record.licenceNumber == nil { record.remarks.append(.noLicence) }
        if kind != .licence || row.text("day") != nil { record.takeDay(&row, "day") }
        record.time = row.text("time") ?? record.time
        record.notice = row.limited("notice")
        if kind == .licence {
            record.premises = EarlierPremises(
                reference: row.filled("outlet"), address: nil, isOpen: true, edition: 0)
        }
        if kind == .violation || kind == .penalty { takeOutcome(&record, &row, today) }
        return record
    }

    private func takeOutcome(_ record: inout EarlierRecord, _ row: inout RowReader, _ today: LocalDate) {
        record.caseNumber = row.filled("case_number")
        record.violation = row.limited("violation", 500)
        record.criterion = row.text("criterion") ?? record.violation.map(EarlierRecord.code)
        if record.criterion == nil {
            row.note("criterion", "missing", "criterion and violation are empty; one is needed.")
        }
        record.provision = row.limited("provision")
        record.proposed = row.limited("proposed")
        record.imposed = row.limited("imposed")
        record.sanction.standing = chosen(&row, "standing", Standing.self)
        record.sanction.measure = row.text("measure") == nil ? nil : chosen(&row, "measure", MeasureKind.self)
        record.sanction.amount = number(&row, "amount")
        record.sanction.currency = row.text("currency")
        record.sanction.days = number(&row, "days")
        if row.text("effective_on") != nil { record.takeEffect(&row, "effective_on", today) }
    }

    private func chosen<Choice>(_ row: inout RowReader, _ column: String, _ type: Choice.Type) -> Choice?
    where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
        let text = row.filled(column)
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        if !text.isEmpty { row.note(column, "not_a_choice", "\(column) is \"\(text)\"; it is one of \(known).") }
        return nil
    }

    private func number(_ row: inout RowReader, _ column: String) -> Int? {
        guard let text = row.text(column) else { return nil }
        if let number = Int(text), (1...1_000_000_000).contains(number) { return number }
        row.note(column, "not_a_number", "\(column) is \"\(text)\"; it is a whole number above 0.")
        return nil
    }
}
