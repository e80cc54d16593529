import Testing

@testable import Records

struct ActionFormTests {
    @Test func `an amendment takes away what it gives as null, and leaves what it leaves out`() throws {
        let both = try Fields.read(["startsOn": .null, "amount": .null]) { ActionContent(&$0) }
        #expect(both == ActionContent(without: [.startsOn, .amount]))
        let end = try Fields.read(["endsOn": .null, "startsOn": "2026-12-01"]) { ActionContent(&$0) }
        #expect(end == ActionContent(startsOn: .init("2026-12-01"), without: [.endsOn]))
        #expect(try Fields.read(["text": "Stop."]) { ActionContent(&$0) } == ActionContent(text: "Stop."))
    }

    @Test func `what an action can't have is said as what it must be`() {
        let bodies: [(JSONValue, String)] = [
            (
                ["startsOn": "2026-12-04", "endsOn": "2026-11-26"],
                "\"endsOn\" is 2026-11-26; it must lie after \"startsOn\" (2026-12-04)."
            ),
            (
                ["amount": 5, "currency": "euro"],
                "\"euro\" is not a currency code of three capitals, like EUR."
            ),
        ]
        for (body, detail) in bodies {
            let refused = #expect(throws: Refusal.self) { try Fields.read(body) { ActionContent(&$0) } }
            #expect(refused?.problems.map(\.detail) == [detail])
        }
    }

    @Test func `the document says what may be null`() {
        let amendment = Fields.schema { ActionContent(&$0) }["properties"]
        for name in ["amount", "endsOn"] {
            #expect(amendment?[name]?["anyOf"]?[1] == ["type": "null"], "\(name)")
        }
        #expect(amendment?["amount"]?["anyOf"]?[0]?["type"] == "number")
        #expect(Fields.schema { ActionContent.draft(&$0) }["properties"]?["endsOn"]?["type"] == "string")
    }
}
