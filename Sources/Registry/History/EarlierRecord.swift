import Crypto
import Policy
import Records

/// One row of a file of a former system, as it was read.
struct EarlierRecord: Sendable, Equatable {
    enum Kind: String, Sendable {
        case licence, visit, violation, penalty
    }

    var line: Int
    var kind: Kind
    /// nil where the row names no licence.
    var licenceNumber: String?
    var day: LocalDate?
    /// `HH:MM:SS`, where the file says more than a day.
    var time: String?
    var caseNumber: String?
    var notice: String?
    var violation: String?
    var provision: String?
    /// The type of violation as a code.
    var criterion: String?
    /// The sanction that was proposed, in the words of the file.
    var proposed: String?
    /// The sanction that was imposed, in the words of the file.
    var imposed: String?
    var sanction = ImposedSanction()
    var effectiveOn: LocalDate?
    var remarks: [HistoryRemark] = []
    /// The whole row, column by column.
    var original: JSONValue = [:]
    /// SHA-256 of what the row says, its dates and spellings made alike.
    var digest: [UInt8] = []
    /// Which one it is of rows of the file that say the same, from 1.
    var occurrence = 1
    /// The row's bytes, where only the database can say whether it is right.
    var source: [UInt8] = []
    /// What a row of a list of licences says about the outlet.
    var premises: EarlierPremises?

    init(line: Int, kind: Kind) {
        self.line = line
        self.kind = kind
    }

    /// The code of a type of violation: its words in small letters, without the marks for the market (`(MJ)`) and for the
    /// tier of the licence before it, which tell nothing about what was done.
    static func code(of violation: String) -> String {
        var text = Substring(violation.trimmed)
        if text.hasPrefix("(MJ)") { text = text.dropFirst(4) }
        text = text.drop { $0 == " " }
        for prefix in ["Tier 1:", "Tier 2:", "Tier 3:", "Retail/Transporter:"] where text.hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
        }
        return text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "_")
    }
}

/// The outlet of a licence, as a list of licences tells it.
struct EarlierPremises: Sendable, Equatable {
    /// The outlet's reference here, in files of this project's own form.
    var reference: String?
    var name: String?
    var kind = OutletKind.unknown
    /// nil where what stands there can't be an address.
    var address: Address?
    /// Whether the list says that the licence is issued.
    var isOpen: Bool
    /// The year of the list: of two lists the newer one is believed.
    var edition: Int
}
