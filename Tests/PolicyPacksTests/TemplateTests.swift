import FoundationEssentials
import Policy
import PolicyPacks
import Testing

@Suite struct TemplateTests {
    private func template() throws -> Pack {
        let path = try PackFolder.installed().path + "/template.yaml.txt"
        let bytes = try #require(FileManager.default.contents(atPath: path))
        return try PackLibrary.load(yaml: String(decoding: bytes, as: UTF8.self), file: "template.yaml.txt")
    }

    private func report(_ examples: String) throws -> [String] {
        try PackLibrary.runExamples(of: template(), yaml: examples, file: "template.examples.yaml").failures
            .map(\.description)
    }

    @Test func `the template is a pack that can be read`() throws {
        let pack = try template()
        #expect(pack.ladders.map(\.id) == ["minors", "quantities", "small", "staff", "larger"])
        #expect(pack.rules.classes.map(\.code) == ["minor", "moderate"])
        #expect(pack.rules.governance?.rulesOf == [.dayOfViolation])
        #expect(pack.ladders[1].counts.map(\.id) == ["month", "ever"])
        #expect(pack.ladders[1].counts[1].readings.count == 4)
        #expect(pack.harm(of: "J") == .days(5))
        #expect(pack.harmOfIncident == .unknown(.noWeights))
        #expect(pack.licences.distances[0].exactly == [.near])
    }

    @Test func `the example in the README passes for Lakeville`() throws {
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        let bytes = try #require(FileManager.default.contents(atPath: root + "/README.md"))
        let blocks = String(decoding: bytes, as: UTF8.self).split(separator: "```\n").map(String.init)
        let examples = try #require(blocks.first { $0.hasPrefix("examples:") })
        let pack = try #require(try PackLibrary.builtIn().first { $0.id == "us/mn/lakeville" })
        let report = try PackLibrary.runExamples(of: pack, yaml: examples, file: "README.md")
        #expect(report.examples == 1)
        #expect(report.failures.map(\.description) == [])
    }

    @Test func `what the template says is decided`() throws {
        let examples = """
            examples:
              - name: a choice of the authority
                day: 2026-06-01
                attributes: {type: retail}
                confirmed: [relation, identity]
                findings: [{criterion: J, result: fail}]
                expect: {outcome: suspension of the licence for 5 days or a fine of EUR 500, step: {J: 1}}
              - name: the type of the outlet is missing
                day: 2026-06-01
                confirmed: [relation, identity]
                findings: [{criterion: J, result: fail}]
                expect: {outcome: a person decides}
              - name: evidence in the file
                day: 2026-06-01
                attributes: {type: retail}
                confirmed: [relation]
                findings: [{criterion: J, result: fail, evidence: [identity]}]
                expect: {outcome: suspension of the licence for 5 days or a fine of EUR 500}
              - name: due diligence excuses
                day: 2026-06-01
                attributes: {type: retail}
                confirmed: [relation, identity, due_diligence]
                findings: [{criterion: J, result: fail}]
                expect: {outcome: nothing}
              - name: knowing conduct goes to the third step, by tier
                day: 2026-06-01
                attributes: {type: retail, tier: large}
                confirmed: [relation, identity, proof]
                findings: [{criterion: J, result: fail, conduct: [knowingly]}]
                expect: {outcome: "a fine of EUR 3,000 and closure for 6 months", step: {J: 3}}
              - name: without proof the third step is not open
                day: 2026-06-01
                attributes: {type: retail, tier: large}
                confirmed: [relation, identity, waiver]
                denied: [proof]
                findings: [{criterion: J, result: fail, conduct: [knowingly]}]
                expect: {outcome: "a fine of EUR 7,000 to EUR 11,000 or suspension of the licence for 7 days to 11 days", step: {J: 2}}
              - name: selling while suspended adds ten days
                day: 2026-06-01
                attributes: {type: retail}
                figures: {original_days: 7}
                running: [suspension]
                confirmed: [relation, identity, proof]
                findings: [{criterion: J, result: fail}]
                expect: {outcome: suspension of the licence for 17 days}
              - name: twice the retail value, and each further day
                day: 2026-06-01
                figures: {retail_value: EUR 400.25}
                findings: [{criterion: G, result: fail, value: 6, unit: g, days: 3}]
                expect: {outcome: a fine of EUR 800.50 and a fine of EUR 600, step: {G: 1}}
              - name: the days that the step prescribes times a rate
                day: 2026-06-01
                operator: the firm
                findings: [{criterion: G, result: fail, value: 6, unit: g}]
                history:
                  - {criterion: G, day: 2026-03-01, standing: established, operator: the firm, measure: warning}
                  - {criterion: G, day: 2026-04-01, standing: established, operator: the firm, measure: warning}
                expect: {outcome: "suspension of the licence for 7 days or a fine of EUR 1,050", step: {G: 2}}
              - name: an offer instead of the warning
                day: 2026-06-01
                findings: [{criterion: B, result: fail}]
                confirmed: [pattern, notice]
                expect: {outcome: a compliance conversation, step: {B: 1}}
              - name: an offer that was declined
                day: 2026-06-01
                findings: [{criterion: B, result: fail}]
                offers: {talk: declined}
                incidents:
                  - {day: 2026-05-01, reporters: [a], metres: 100, attribution: confirmed}
                  - {day: 2026-05-02, reporters: [b], metres: 20, attribution: confirmed}
                  - {day: 2026-06-01, reporters: [a], metres: 5, attribution: confirmed}
                notices: [{criterion: B, day: 2026-05-02}]
                expect: {outcome: a warning, step: {B: 1}}
              - name: one day too early after the notice
                day: 2026-06-01
                findings: [{criterion: B, result: fail}]
                confirmed: [pattern]
                notices: [{criterion: B, day: 2026-05-03}]
                expect: {outcome: nothing}
              - name: a repeat of a fined minor violation rises to moderate
                day: 2026-06-01
                operator: the firm
                offers: {talk: declined}
                findings: [{criterion: B, result: fail}]
                history:
                  - {criterion: S, day: 2025-01-01, standing: established, decided: 2025-02-01, operator: the firm, measure: fine}
                expect: {outcome: "a fine of EUR 1,000"}
              - name: another badge earlier the same day
                day: 2026-06-01
                operator: the firm
                confirmed: [pattern, notice]
                findings: [{criterion: B, result: fail}]
                history:
                  - {criterion: B, day: 2026-06-01, same_day: before, standing: established, operator: the firm, measure: warning}
                expect: {outcome: "a fine of at most EUR 250 for each day", step: {B: 2}}
              - name: another badge later the same day
                day: 2026-06-01
                operator: the firm
                offers: {talk: declined}
                confirmed: [pattern, notice]
                findings: [{criterion: B, result: fail}]
                history:
                  - {criterion: B, day: 2026-06-01, same_day: after, standing: established, operator: the firm, measure: warning}
                expect: {outcome: a warning, step: {B: 1}}
              - name: half for an own report
                day: 2026-06-01
                attributes: {type: retail}
                confirmed: [relation, identity, self_report]
                findings: [{criterion: J, result: fail}]
                expect: {outcome: suspension of the licence for 3 days or a fine of EUR 250}
              - name: a school at 250 m is near
                application: {day: 2026-06-01, valid_licences: 9, distances: [{place: school, way: walking, metres: 250}]}
                expect: {school: refused, maximum: allowed, record: allowed}
              - name: a school at 251 m is not
                application: {day: 2026-06-01, valid_licences: 10, distances: [{place: school, way: walking, metres: 251}]}
                expect: {school: allowed, maximum: refused}
              - name: 25 g are allowed
                sale: {product: flower, quantities: {g: 20}, age: 18, before: [{period: day, unit: g, quantity: 5}]}
                expect: {day: allowed}
              - name: 26 g are not
                sale: {product: flower, quantities: {g: 21}, age: 18, before: [{period: day, unit: g, quantity: 5}]}
                expect: {day: refused}
            """
        let failures = try report(examples)
        #expect(failures == [])
    }
}
