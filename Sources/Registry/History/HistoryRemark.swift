/// What about a row of a former system is not as one would expect; the row is kept all the same.
enum HistoryRemark: String, Sendable, CaseIterable {
    case noLicence = "no_licence"
    case leadingZero = "leading_zero"
    case otherSpelling = "other_spelling"
    case noProvision = "no_provision"
    case repeated = "repeated"
    case noTime = "no_time"
    case settled = "settled"
    case setAside = "set_aside"
    case noSanction = "no_sanction"
    case unclearSanction = "unclear_sanction"
    case noEffect = "no_effective_day"
    case effectInFuture = "effective_day_in_the_future"
    case effectBefore = "effective_day_before_the_offence"
    case noDay = "no_day"
    case notIssued = "licence_not_issued"
    case noAddress = "no_address"
    case addressTaken = "address_taken"

    /// One sentence about the rows that it is about.
    var message: String {
        switch self {
        case .noLicence: "The row names no licence (unlicensed, a laboratory, blank): it is kept without an outlet."
        case .leadingZero: "The licence number has 5 digits: it got the leading zero back that the others have."
        case .otherSpelling: "The provision is written 314-55-…: it is read as 314.55.…"
        case .noProvision: "The row names no provision."
        case .repeated: "The file has the same row before: it is kept, and told from the first by a number."
        case .noTime: "Midnight stands for an hour that is not known."
        case .settled: "What was imposed differs in kind from what was proposed: what was imposed counts."
        case .setAside: "The case was dismissed or discontinued: the violation counts as set aside."
        case .noSanction: "The row doesn't say what was imposed: the violation counts as alleged."
        case .unclearSanction: "What was imposed can't be read as a measure; its words are kept."
        case .noEffect: "The row has no day of payment or effect."
        case .effectInFuture: "The day of payment or effect lies in the future: it is kept in the row and not used."
        case .effectBefore: "The day of payment or effect lies before the offence: it is kept in the row and not used."
        case .noDay: "The row has no day."
        case .notIssued: "The licence is not issued or closed: no outlet is registered for it."
        case .noAddress: "What stands as address has no house number: no outlet is registered."
        case .addressTaken: "Another licence has the outlet at this address: no second one is registered."
        }
    }

    /// Whether something of the row could not be taken as it stands.
    var isDoubt: Bool {
        switch self {
        case .unclearSanction, .noSanction, .effectInFuture, .effectBefore, .noAddress: true
        default: false
        }
    }
}
