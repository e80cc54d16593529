import FoundationEssentials
import Records
import Registry
import Server
import Testing

@Suite struct StoryTests {
    @Test func `a failed inspection becomes an action that two people sign`() async throws {
        try await RunningServer.run(.withoutCache, packs: try .installed()) { server in
            let reference = try await server.outletUnderRules()
            let officer = server.client(.officer)
            let path = "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b"
            let visit = Samples.inspection(reference, [["criterion": "J", "result": "fail"]])
            let logged = try await server.client(.inspector).send("PUT", path, visit.bytes())
            #expect(logged.status == 201, "\(String(decoding: logged.body, as: UTF8.self))")
            let again = try await server.client(.inspector).send("PUT", path, visit.bytes())
            #expect(again.status == 200)
            let (first, second) = (try logged.json["reference"], try again.json["reference"])
            #expect(first == second)
            let caseFile = try #require(try logged.json["case"]?.text)

            let advice = try await officer.get("/v1/cases/\(caseFile)/recommendations?language=nl").json["items"]?[0]
            #expect(advice?["explanation"]?.items?.isEmpty == false)
            let decided = try await officer.post("/v1/cases/\(caseFile)/decisions", ["choice": "follow"])
            #expect(decided.status == 201, "\(String(decoding: decided.body, as: UTF8.self))")
            let drafted = try await officer.post("/v1/cases/\(caseFile)/actions", ["text": "A warning."])
            #expect(drafted.status == 201, "\(String(decoding: drafted.body, as: UTF8.self))")
            let action = try #require(drafted.header("Location"))
            let proposed = try await officer.act("\(action)/propose", drafted)
            #expect(proposed.status == 200)

            try await server.makeOfficerReviewToo()
            let alone = try await officer.act("\(action)/issue", proposed, Samples.approval(of: proposed))
            let number = action.split(separator: "/").last ?? ""
            #expect(
                try alone.problem
                    == "403 issued_by_another_person: You drafted action \(number), so someone else must issue it."
                    + " | Ask a reviewer.")
            let issued = try await server.client(.reviewer).act(
                "\(action)/issue", proposed, Samples.approval(of: proposed))
            #expect(issued.status == 200)
            #expect(try issued.json["status"] == "issued")

            let rate = try await server.client(.policy).get("/v1/statistics/violation-rate").json
            #expect(rate["indicator"] == "violation-rate" && rate["method"]?.text?.isEmpty == false)
            let counted = rate["rows"]?.items?.filter { $0["numerator"] != 0 }
            #expect(counted?.map { $0["criterion"] } == ["J"])
            #expect(counted?.map { $0["numerator"] } == [1])
        }
    }

    @Test func `an inspection of what the rules do not know, without a value and in the future is refused at once`()
        async throws
    {
        try await RunningServer.run(packs: try .installed()) { server in
            let reference = try await server.outletUnderRules()
            let visit = Samples.inspection(
                reference, [["criterion": "Z", "result": "fail"], ["criterion": "G", "result": "fail"]], at: 86_400)
            let reply = try await server.client(.inspector).send(
                "PUT", "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b", visit.bytes())
            #expect(reply.status == 400)
            let pointers = try reply.json["errors"]?.items?.compactMap { $0["pointer"]?.text } ?? []
            #expect(Set(pointers) == ["/startedAt", "/findings/0/criterion", "/findings/1/value"])
            #expect(try await server.client().get("/v1/inspections").json["items"] == [])
        }
    }
}
