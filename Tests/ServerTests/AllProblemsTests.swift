import FoundationEssentials
import Records
import Testing

/// What is wrong with an input is told at once: what reading it shows, and what the act's own checks find in the rest.
@Suite struct AllProblemsTests {
    private static let inspection = "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b"

    @Test func `an inspection with an unknown result, a future time, an unknown criterion and no value`() async throws {
        try await RunningServer.run(packs: try .installed()) { server in
            let reference = try await server.outletUnderRules()
            let visit = Samples.inspection(
                reference,
                [
                    ["criterion": "H", "result": "failed"], ["criterion": "Z", "result": "fail"],
                    ["criterion": "G", "result": "fail"],
                ], at: 86_400)
            let reply = try await server.client(.inspector).send("PUT", Self.inspection, visit.bytes())
            #expect(try reply.problem.hasPrefix("400 bad_input: 4 fields need attention."))
            let errors = try reply.errors
            #expect(
                errors[0]
                    == #"/findings/0/result not_a_choice: "failed" is not one of pass, fail, not_checked, not_applicable. Did you mean fail?"#
            )
            #expect(errors[1].hasPrefix("/startedAt in_the_future: The inspection would be at "))
            #expect(errors[2].hasPrefix("/findings/1/criterion unknown_criterion: "))
            #expect(errors[3].hasPrefix("/findings/2/value missing_value: "))
            #expect(try await server.client().get("/v1/inspections").json["items"] == [])
        }
    }

    @Test func `an inspection of an unknown outlet, and of one that can't be read`() async throws {
        try await RunningServer.run(packs: try .installed()) { server in
            _ = try await server.outletUnderRules()
            for (outlet, code) in [("0363-999-K", "unknown_outlet"), ("0363-999-A", "not_a_reference")] {
                let visit = Samples.inspection(outlet, [["criterion": "Z", "result": "fail"]], at: 86_400)
                let reply = try await server.client(.inspector).send("PUT", Self.inspection, visit.bytes())
                let problems = try reply.json["errors"]?.items?.compactMap { $0["code"]?.text } ?? []
                #expect(Set(problems) == [code, "in_the_future", "unknown_criterion"], "\(outlet)")
            }
            let lost = Samples.inspection("0363-999-K", [["criterion": "J", "result": "pass"]])
            let alone = try await server.client(.inspector).send("PUT", Self.inspection, lost.bytes())
            #expect(
                try alone.problem == "404 unknown_outlet: There is no outlet 0363-999-K."
                    + " | Check the reference; the list shows those that exist.")
            #expect(try alone.errors == ["/outlet unknown_outlet: There is no outlet 0363-999-K."])
        }
    }

    @Test func `an outlet with swapped coordinates and without a house number`() async throws {
        try await RunningServer.run { server in
            guard case .object(var outlet) = Samples.outlet() else { return }
            (outlet["longitude"], outlet["latitude"], outlet["houseNumber"]) = (52.37, 4.9, nil)
            let reply = try await server.client().post("/v1/outlets", .object(outlet))
            #expect(
                try reply.errors == [
                    #"/houseNumber missing: "houseNumber" is missing; a text of 1 to 20 characters is needed."#,
                    "/longitude place_is_in_the_jurisdiction: Longitude 52.37 and latitude 4.9 lie outside Amsterdam and"
                        + " look swapped. Longitude is 4.7 to 5.1 and latitude 52.2 to 52.5 there.",
                ])
            outlet["houseNumber"] = "1"
            let swapped = try await server.client().post("/v1/outlets", .object(outlet))
            #expect(
                try swapped.problem
                    == "400 place_is_in_the_jurisdiction: Longitude 52.37 and latitude 4.9 lie outside Amsterdam and look"
                    + " swapped. | Longitude is 4.7 to 5.1 and latitude 52.2 to 52.5 there.")
            #expect(
                try swapped.errors == [
                    "/longitude place_is_in_the_jurisdiction: Longitude 52.37 and latitude 4.9 lie outside Amsterdam and"
                        + " look swapped."
                ])
            #expect(try await server.client().get("/v1/outlets").json["items"] == [])
        }
    }

    @Test func `a nuisance report with five problems`() async throws {
        try await RunningServer.run { server in
            let tomorrow = Instant(microseconds: Int64(Date().timeIntervalSince1970 + 86_400) * 1_000_000)
            let reply = try await server.client(.intake).post(
                "/v1/nuisance-reports",
                [
                    "category": "nosie", "occurredAt": .string(tomorrow.description), "longitude": 52.37,
                    "latitude": 4.9, "description": " ", "contact": [:],
                ])
            let errors = try reply.errors
            #expect(
                errors.dropLast() == [
                    "/category not_a_choice: \"nosie\" is not one of parking, noise, litter, loitering, smell, public_use,"
                        + " dealing, traffic, harassment, other. Did you mean noise?",
                    #"/description too_short: "description" is empty; at least 1 character is needed."#,
                    "/longitude place_is_in_the_jurisdiction: Longitude 52.37 and latitude 4.9 lie outside Amsterdam and"
                        + " look swapped. Longitude is 4.7 to 5.1 and latitude 52.2 to 52.5 there.",
                    "/contact empty_contact: The contact has no name, e-mail or telephone. Give one of them, or leave the"
                        + " contact out.",
                ])
            #expect(
                errors.last?.hasPrefix("/occurredAt nuisance_is_not_in_the_future: The nuisance would be at ") == true)
            #expect(try await server.client().get("/v1/nuisance-reports").json["items"] == [])
        }
    }

    @Test func `a licence with a blank condition, an unknown holder and an end before its start`() async throws {
        try await RunningServer.run { server in
            let outlet = try await server.registerOutlet().reference
            let reply = try await server.client().post(
                "/v1/outlets/\(outlet)/licences",
                [
                    "holder": "P-2026-0999", "validFrom": "2026-02-01", "endsOn": "2026-01-01",
                    "conditions": ["no advertising", "  "],
                ])
            #expect(
                try reply.errors == [
                    #"/conditions/1 too_short: Item 2 of "conditions" is empty; at least 1 character is needed."#,
                    "/endsOn out_of_order: \"endsOn\" is 2026-01-01; the first day without the licence must lie after"
                        + " 2026-02-01.",
                    "/holder unknown_party: There is no party P-2026-0999. Check the reference; the list shows those that"
                        + " exist.",
                ])
            let alone = try await server.client().post(
                "/v1/outlets/\(outlet)/licences", ["holder": "P-2026-0999", "validFrom": "2026-02-01"])
            #expect(
                try alone.problem == "404 unknown_party: There is no party P-2026-0999."
                    + " | Check the reference; the list shows those that exist.")
            #expect(try await server.client().get("/v1/licences").json["items"] == [])
        }
    }

    @Test func `a licence in the time of another one says which`() async throws {
        try await RunningServer.run { server in
            let outlet = try await server.registerOutlet().reference
            let holder = try await server.client().post("/v1/parties", ["kind": "natural", "name": "Els"])
            let party = try #require(try holder.json["reference"])
            let first = try await server.client().post(
                "/v1/outlets/\(outlet)/licences",
                ["holder": party, "validFrom": "2026-01-01", "endsOn": "2026-07-01"])
            let reference = try #require(try first.json["reference"]?.text)
            let second = try await server.client().post(
                "/v1/outlets/\(outlet)/licences", ["holder": party, "validFrom": "2026-06-01"])
            #expect(
                try second.problem
                    == "409 one_licence_per_outlet_at_a_time: Outlet \(outlet) has licence \(reference) from 2026-01-01"
                    + " until 2026-07-01 already; one from 2026-06-01, without an end, would overlap it."
                    + " | End licence \(reference) first, or choose days on which there is none.")
        }
    }

    @Test func `a reason that others judge by has ten characters, everywhere`() async throws {
        let asks: [(role: Role, path: String, member: String, rest: [String: JSONValue])] = [
            (.officer, "inspections/I-2026-0001/corrections", "reason", ["criterion": "J", "result": "pass"]),
            (.officer, "inspections/I-2026-0001/voiding", "reason", [:]),
            (.officer, "cases/C-2026-0001/answers", "reason", ["gate": "proof", "holds": true]),
            (.officer, "cases/C-2026-0001/facts", "reason", ["name": "days", "value": "3"]),
            (.officer, "cases/C-2026-0001/close", "reason", [:]),
            (.policy, "policy-packs/1/propose", "besideReason", ["validFrom": "2026-01-01"]),
        ]
        try await RunningServer.run(packs: try .installed()) { server in
            let visit = Samples.inspection(
                try await server.outletUnderRules(), [["criterion": "J", "result": "fail"]])
            let logged = try await server.client(.inspector).send("PUT", Self.inspection, visit.bytes())
            let year = try #require(try logged.json["case"]?.text?.split(separator: "-")[1])
            for ask in asks {
                let body = JSONValue.object(ask.rest.merging([ask.member: "no"]) { $1 })
                let reply = try await server.client(ask.role).post(
                    "/v1/\(ask.path.replacing("2026", with: year))", body, ["If-Match": "\"v1\""])
                let errors = try reply.errors
                let expected =
                    "/\(ask.member) too_short: \"\(ask.member)\" has 2 characters; at least 10 characters are needed."
                #expect(errors.contains(expected), "\(ask.path): \(errors)")
            }
        }
    }

    @Test func `a decision to depart without a measure and reasons, on a recommendation that is not there`()
        async throws
    {
        try await RunningServer.run(packs: try .installed()) { server in
            let reference = try await server.outletUnderRules()
            let visit = Samples.inspection(reference, [["criterion": "J", "result": "fail"]])
            let logged = try await server.client(.inspector).send("PUT", Self.inspection, visit.bytes())
            let caseFile = try #require(try logged.json["case"]?.text)
            let reply = try await server.client().post(
                "/v1/cases/\(caseFile)/decisions", ["choice": "depart", "recommendation": 999])
            let pointers = try reply.json["errors"]?.items?.compactMap { $0["pointer"]?.text } ?? []
            #expect(pointers == ["/reasons", "/measure", "/recommendation"])
        }
    }
}
