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

    @Test func `the document says what may be null`() {
        let amendment = Fields.schema { ActionContent(&$0) }["properties"]
        for name in ["amount", "endsOn"] {
            #expect(amendment?[name]?["anyOf"]?[1] == ["type": "null"], "\(name)")
        }
        #expect(amendment?["amount"]?["anyOf"]?[0]?["type"] == "number")
        #expect(Fields.schema { ActionContent.draft(&$0) }["properties"]?["endsOn"]?["type"] == "string")
    }
}
