import Postgres
import Records
import Testing
import TestSupport

@testable import Registry

/// Every named rule of every table is broken once, by a statement that breaks it alone.
struct RuleTests {
    @Test(arguments: [
        ("people", RuleBreach.ofPeople), ("signing in", RuleBreach.ofSigningIn),
        ("identity providers", RuleBreach.ofProviders),
        ("policy packs", RuleBreach.ofPolicyPacks),
        ("outlets", RuleBreach.ofOutlets), ("licences", RuleBreach.ofLicences),
        ("inspections", RuleBreach.ofInspections), ("nuisance reports", RuleBreach.ofNuisanceReports),
        ("cases", RuleBreach.ofCases), ("actions", RuleBreach.ofActions), ("bookkeeping", RuleBreach.ofBookkeeping),
        ("earlier records", RuleBreach.ofEarlierRecords), ("the log", RuleBreach.ofTheLog),
        ("contacts", RuleBreach.ofContacts), ("evidence", RuleBreach.ofEvidence), ("integrity", RuleBreach.ofIntegrity),
    ])
    func `a breach is refused by name, in words fit for a user`(subject: String, breaches: [RuleBreach]) async throws {
        try await withWorld(outlets: 3) { world in
            try await world.fillEveryTable()
            let log = try LogOf(world.test)
            try await log.announce()
            try await log.catchUp()
            try await log.takeState()
            try await log.catchUp()
            try await log.witnessed()
            await log.close()
            try await world.test.admin.write(outcome: .rollback) { db in
                let rules = try NamedRule.all(db)
                for breach in breaches {
                    let sqlstate = rules.first { $0.table == breach.table && $0.name == breach.rule }?.sqlstate ?? ""
                    let answer = try breach.trial(world, db)
                    #expect(
                        answer == "\(sqlstate) \(breach.rule) -> \(breach.words(for: sqlstate))", "\(breach)")
                }
            }
        }
    }

    @Test func `no named rule is without a breach`() async throws {
        try await withWorld { world in
            let broken = Set(RuleBreach.all.map(\.description))
            let rules = Set(try await world.test.admin.read { try NamedRule.all($0) }.map(\.description))
            #expect(rules.subtracting(broken).subtracting(NamedRule.impliedByOthers).sorted() == [])
            #expect(broken.union(NamedRule.impliedByOthers).subtracting(rules).sorted() == [])
        }
    }
}

extension RuleBreach {
    static let all =
        ofPeople + ofSigningIn + ofProviders + ofPolicyPacks + ofOutlets + ofLicences + ofInspections
        + ofNuisanceReports + ofCases + ofActions + ofBookkeeping + ofEarlierRecords + ofTheLog + ofContacts
        + ofEvidence + ofIntegrity
}
