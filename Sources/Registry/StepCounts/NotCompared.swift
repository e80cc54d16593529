/// Why the sanction that was imposed can't be compared with a pack's table.
enum NotCompared: String, Error, CaseIterable {
    case noValidity = "The pack doesn't say when its table holds."
    case outsideValidity = "The offence lies outside the table's days."
    case noTable = "The table for the type or step wasn't found."
    case openStep = "More than one step is possible."
    case secondHand = "The table's line is known second hand only."
    case unreadable = "What was imposed can't be read as a measure."
}

/// Why no step is counted for a row of the register of penalties.
enum NotCounted: String, CaseIterable {
    case noLicence = "The row names no licence."
    case setAside = "The case was dismissed or discontinued."
    case noSanction = "The row doesn't say what was imposed."

    init?(_ penalty: EarlierEvent) {
        if penalty.licence == nil {
            self = .noLicence
        } else if penalty.standing == .setAside {
            self = .setAside
        } else if penalty.standing == .alleged {
            self = .noSanction
        } else {
            return nil
        }
    }
}
