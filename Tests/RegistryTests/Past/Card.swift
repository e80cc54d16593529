import Policy
import Postgres
import Records

@testable import Registry

/// One read that can be asked of the past.
enum Card: Hashable, Sendable {
    case outlets, licences, parties, inspections, nuisanceReports, cases, actions
    case outlet(String)
    case timeline(String)
    case licence(String)
    case party(String)
    case inspection(String)
    case nuisanceReport(String)
    case caseFile(String)
    case recommendations(String)
    case recommendation(Int)
    case action(String)

    static let lists: [Card] = [.outlets, .licences, .parties, .inspections, .nuisanceReports, .cases, .actions]
}

extension World {
    /// Every list, and the card of every record that is in one.
    func cards(_ actor: Actor? = nil) async throws -> [Card] {
        let actor = actor ?? officer
        func names(_ list: Card) async throws -> [String] {
            let items = try BoundedJSON.parse(Array(try await body(list, .now, actor).utf8))["items"]?.items ?? []
            return items.compactMap { $0["reference"]?.text }
        }
        var cards = Card.lists
        for outlet in try await names(.outlets) { cards += [.outlet(outlet), .timeline(outlet)] }
        cards += try await names(.licences).map(Card.licence) + names(.parties).map(Card.party)
        cards += try await names(.inspections).map(Card.inspection)
        cards += try await names(.nuisanceReports).map(Card.nuisanceReport)
        cards += try await names(.actions).map(Card.action)
        for file in try await names(.cases) {
            cards += [.caseFile(file), .recommendations(file)]
            let all = try await registry.caseFile(file, actor).json["recommendations"]?.items ?? []
            cards += all.compactMap { $0["id"]?.wholeNumber }.map(Card.recommendation)
        }
        return cards
    }

    /// What a card says from a standpoint, without the moment that it is of; what refuses it, where it does.
    func body(_ card: Card, _ standpoint: Standpoint, _ actor: Actor? = nil) async throws -> String {
        do {
            var answer = try await answer(card, standpoint, actor ?? officer)
            if case .past = standpoint {
                guard let end = String(decoding: answer.body, as: UTF8.self).ranges(of: ",\"past\":{").last else {
                    return "no moment"
                }
                answer.body = Array(String(decoding: answer.body, as: UTF8.self)[..<end.lowerBound].utf8) + [0x7d]
                if answer.etag != nil { return "an entity tag" }
            }
            return String(decoding: answer.body, as: UTF8.self)
        } catch let refusal as Refusal {
            return refusal.message
        }
    }

    private func answer(_ card: Card, _ standpoint: Standpoint, _ actor: Actor) async throws -> Answer {
        switch card {
        case .outlets: try await registry.outlets(OutletQuery(), Page(), actor, from: standpoint)
        case .licences: try await registry.licences(LicenceQuery(), Page(), actor, from: standpoint)
        case .parties: try await registry.parties(nil, Page(), actor, from: standpoint)
        case .inspections: try await registry.inspections(InspectionQuery(), Page(), actor, from: standpoint)
        case .nuisanceReports: try await registry.nuisanceReports(NuisanceQuery(), Page(), actor, from: standpoint)
        case .cases: try await registry.cases(CaseQuery(), Page(), actor, from: standpoint)
        case .actions: try await registry.actions(ActionQuery(), Page(), actor, from: standpoint)
        case .outlet(let name): try await registry.outlet(name, actor, from: standpoint)
        case .timeline(let name): try await registry.timeline(name, actor, from: standpoint)
        case .licence(let name): try await registry.licence(name, actor, from: standpoint)
        case .party(let name): try await registry.party(name, actor, from: standpoint)
        case .inspection(let name): try await registry.inspection(name, actor, from: standpoint)
        case .nuisanceReport(let name): try await registry.nuisanceReport(name, actor, from: standpoint)
        case .caseFile(let name): try await registry.caseFile(name, actor, from: standpoint)
        case .recommendations(let name):
            try await registry.recommendations(of: name, language: .english, Page(), actor, from: standpoint)
        case .recommendation(let id):
            try await registry.recommendation(id, language: .english, actor, from: standpoint)
        case .action(let name): try await registry.action(name, actor, from: standpoint)
        }
    }

    /// The cards as they are told from a standpoint.
    func told(_ cards: [Card], _ standpoint: Standpoint = .now, _ actor: Actor? = nil) async throws -> [Card: String] {
        var told: [Card: String] = [:]
        for card in cards { told[card] = try await body(card, standpoint, actor) }
        return told
    }

    /// What the clock of the database says.
    func databaseClock() async throws -> Instant {
        try await test.admin.query("SELECT clock_timestamp() AS at") { try $0[0].get("at") }
    }

    /// The standpoint of a moment or a day.
    func past(asOf: String? = nil, knownAt: String? = nil, _ actor: Actor? = nil) async throws -> Standpoint {
        let query = PastQuery(asOf: asOf.map { .sample($0) }, knownAt: knownAt.flatMap { KnownAt(written: $0) })
        return try await registry.standpoint(of: query, actor ?? officer)
    }
}
