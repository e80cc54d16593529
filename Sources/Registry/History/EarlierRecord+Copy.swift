import Postgres
import Records

extension EarlierRecord {
    /// The columns of `copyLine`, as an SQL list.
    static let copyColumns: StaticString = """
        line, kind, licence_number, day, at, case_number, notice, violation, provision, criterion, proposed, imposed, \
        measure, amount, currency, days, effective_on, doubt, standing, original, row_sha256, occurrence, \
        outlet_reference, name, outlet_kind, street, house_number, house_number_suffix, postcode, locality, is_open, edition
        """

    /// The row in the text form of COPY.
    var copyLine: [UInt8] {
        let doubts = remarks.filter(\.isDoubt).map(\.message)
        return CopyText.line(
            [
                "\(line)", kind.rawValue, licenceNumber, day?.description, time, caseNumber, notice, violation,
                provision,
                criterion, proposed, imposed, sanction.measure?.rawValue, sanction.amount.map(String.init),
                sanction.currency, sanction.days.map(String.init), effectiveOn?.description,
                doubts.isEmpty ? nil : doubts.joined(separator: " "), sanction.standing?.rawValue,
                String(decoding: original.bytes(), as: UTF8.self), #"\x"# + Hex.text(digest[...]), "\(occurrence)",
            ] + premisesFields)
    }

    private var premisesFields: [String?] {
        let address = premises?.address
        return [
            premises?.reference, premises?.name, premises?.kind.rawValue, address?.street, address?.houseNumber,
            address?.houseNumberSuffix, address?.postcode, address?.locality, premises.map { "\($0.isOpen)" },
            premises.map { "\($0.edition)" },
        ]
    }
}
