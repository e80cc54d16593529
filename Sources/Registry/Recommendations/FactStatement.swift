import Policy
import Postgres
import Records

/// A fact that a person states, as the rules of one recommendation take it.
struct FactStatement {
    let asked: AskedRecommendation
    let kind: StatedFactKind
    private let criterion: String?
    private let value: FactMeaning.Value

    /// nil where something is wrong, which is noted.
    init?(
        _ new: NewStatedFact, among all: [AskedRecommendation], _ checks: inout Checks, _ actor: Actor,
        _ db: Transaction
    ) throws {
        guard checks.isGood("/name") else { return nil }
        let takers = all.filter { !$0.meanings(of: new.name).isEmpty }
        guard let asked = takers.first else {
            checks.note(Self.unknown(new.name, all), at: "/name")
            return nil
        }
        let meanings = asked.meanings(of: new.name, isOfCriterion: new.criterion != nil)
        let isOfInspection = takers.allSatisfy { $0.meanings(of: new.name).allSatisfy(\.kind.holdsForAllPacks) }
        let isOne = takers.count == 1 || (isOfInspection && takers.allSatisfy { $0.inspection == asked.inspection })
        if !isOne { checks.note(Self.notNamed(new.name, takers), at: "/recommendation") }
        let found = checks.isGood("/value") ? Self.read(new.value, meanings) : nil
        if found == nil { checks.note(Self.noValue(new, meanings), at: "/value") }
        let meaning = found?.meaning ?? meanings[0]
        if meaning == .individual, let value = found?.value.text, value != StatedFacts.nobody {
            _ = try checks.id(of: .party, value, at: "/value", actor, db)
        }
        criterion = Self.criterion(new, meaning, &checks)
        guard isOne, let found, checks.isGood("/value", "/criterion") else { return nil }
        self.asked = asked
        (kind, value) = (meaning.kind, found.value)
    }

    /// The first meaning that takes the value.
    private static func read(
        _ text: String, _ meanings: [FactMeaning]
    ) -> (meaning: FactMeaning, value: FactMeaning.Value)? {
        meanings.lazy.compactMap { meaning in meaning.value(of: text).map { (meaning, $0) } }.first
    }

    /// The criterion of days: the one that is named, or the only one that failed.
    private static func criterion(_ new: NewStatedFact, _ meaning: FactMeaning, _ checks: inout Checks) -> String? {
        guard case .days(let failed) = meaning else {
            if let code = new.criterion { checks.note(noCriterion(new.name, code), at: "/criterion") }
            return nil
        }
        if let code = new.criterion {
            if !failed.contains(code) { checks.note(notFailed(code, failed), at: "/criterion") }
            return code
        }
        if failed.count != 1 { checks.note(severalFailed(failed), at: "/criterion") }
        return failed.first
    }

    func store(_ new: NewStatedFact, _ actor: Actor, _ db: Transaction) throws {
        try db.execute(
            """
            INSERT INTO registry.stated_fact (jurisdiction_id, recommendation_id, kind, name, criterion, value, number, reason,
                recorded_by)
            VALUES (\(actor.jurisdiction), \(asked.id), \(kind.rawValue), \(new.name), \(criterion), \(value.text),
                \(value.number)::bigint, \(new.reason), \(actor.person))
            """)
    }
}
