import Policy
import Records

extension HistoryForm {
    /// What a row says; what keeps it from being stored is noted in `row`.
    func record(_ row: inout RowReader, today: LocalDate) -> EarlierRecord {
        switch self {
        case .penalties: penalty(&row, today)
        case .violations: notice(&row)
        case .visits: visit(&row)
        case .applicants: applicant(&row)
        case .businesses: business(&row)
        case .records: ownRecord(&row, today)
        }
    }

    private func penalty(_ row: inout RowReader, _ today: LocalDate) -> EarlierRecord {
        var record = EarlierRecord(line: row.row.line, kind: .penalty)
        record.takeLicence(row.text("license_number"))
        record.takeDay(&row, "offense_at")
        record.caseNumber = row.filled("case_number")
        record.takeViolation(row.filled("violation", limit: 500), row.text("wac_rcw_code"))
        record.proposed = row.text("penalty_type")
        record.imposed = row.text("penalty_amount")
        let (sanction, remarks) = ImposedSanction.read(
            type: record.proposed, amount: record.imposed, currency: "USD")
        record.sanction = sanction
        record.remarks += remarks
        record.takeEffect(&row, "paid_or_effective_date", today)
        return record
    }

    private func notice(_ row: inout RowReader) -> EarlierRecord {
        var record = EarlierRecord(line: row.row.line, kind: .violation)
        record.takeLicence(row.text("License Number"))
        record.takeDay(&row, "Visit Date")
        record.caseNumber = row.filled("Case #")
        record.takeViolation(row.filled("Violation Type", limit: 500), row.text("WAC Code"))
        record.notice = row.filled("Penalty Type")
        let isWarning = record.notice?.lowercased().contains("warning") == true
        record.sanction.standing = isWarning ? .established : .alleged
        if isWarning { record.sanction.measure = .warning }
        return record
    }

    private func visit(_ row: inout RowReader) -> EarlierRecord {
        var record = EarlierRecord(line: row.row.line, kind: .visit)
        record.takeLicence(row.text("License Number"))
        record.takeDay(&row, "Date")
        record.notice = row.filled("Activity")
        return record
    }

    private func applicant(_ row: inout RowReader) -> EarlierRecord {
        let list = row.filled("source_list")
        return licence(
            &row, number: "License #", status: "PrivilegeStatus", kind: "PrivDesc", name: "Tradename",
            street: "Street Address", suite: "Suite/Rm", zip: "ZipCode", day: "Date",
            edition: list == "MarijuanaApplicants" ? 2020 : 2017)
    }

    private func business(_ row: inout RowReader) -> EarlierRecord {
        licence(
            &row, number: "License", status: "Active", kind: "Type", name: "Organization", street: "Address",
            suite: "Address Line 2", zip: "Zip", day: "CreateDate", edition: 2018)
    }

    private func licence(
        _ row: inout RowReader, number: String, status: String, kind: String, name: String, street: String,
        suite: String, zip: String, day: String, edition: Int
    ) -> EarlierRecord {
        var record = EarlierRecord(line: row.row.line, kind: .licence)
        record.takeLicence(row.text(number))
        if row.text(day) == nil { record.remarks.append(.noDay) } else { record.takeDay(&row, day) }
        record.notice = row.filled(status)
        record.proposed = row.text(kind)
        let isOpen = ["ACTIVE (ISSUED)", "PENDING (ISSUED)"].contains(record.notice)
        var premises = EarlierPremises(isOpen: isOpen, edition: edition)
        premises.name = row.text(name)
        premises.kind = record.proposed?.contains("RETAILER") == true ? .retail : .unknown
        premises.address = Self.address(
            row.text(street) ?? "", suite: row.text(suite) ?? "", zip: row.text(zip) ?? "",
            city: row.text("City") ?? "")
        if !isOpen {
            record.remarks.append(.notIssued)
        } else if premises.address == nil {
            record.remarks.append(.noAddress)
        }
        record.premises = premises
        return record
    }

    /// `10 VALUE PARKWAY STE A` with the suite `STE A`: number 10, street VALUE PARKWAY, and the suite beside it.
    /// - Returns: nil where no house number leads the line, as in `RETAIL TITLE CERTIFICATE`.
    static func address(_ line: String, suite: String, zip: String, city: String) -> Address? {
        let words = line.split(separator: " ")
        guard let number = words.first, number.first?.isNumber == true, words.count > 1,
            number.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "/") })
        else { return nil }
        var street = words.dropFirst().joined(separator: " ")
        if !suite.isEmpty, street.hasSuffix(" \(suite)") { street = String(street.dropLast(suite.count + 1)) }
        return Address(
            street: street, houseNumber: String(number), houseNumberSuffix: suite, postcode: String(zip.prefix(5)),
            locality: city)
    }
}
