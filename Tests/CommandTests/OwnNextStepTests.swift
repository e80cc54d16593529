import Records
import Testing

@testable import registryctl

/// What comes next about a recommendation that was decided is about that one, not about another visit of its case.
@Suite struct OwnNextStepTests {
    private static func file(_ next: JSONValue, actions: JSONValue = .array([])) -> JSONValue {
        [
            "reference": "C-2026-0290", "status": "open", "next": next, "actions": actions,
            "recommendations": [
                ["id": 22, "inspection": "I-2026-0018", "standing": "waiting"],
                ["id": 23, "inspection": "I-2026-0019", "standing": "decided"],
            ],
            "decisions": [
                ["id": 17, "recommendation": 22, "measure": "warning", "measures": ["warning"]],
                ["id": 18, "recommendation": 23, "measure": "closure", "measures": ["closure"]],
            ],
        ]
    }

    private static func command(_ file: JSONValue) -> String {
        OwnNextStep(
            recommendations: [["id": 23, "inspection": "I-2026-0019"]], file: file, roles: ["officer"]
        ).command
    }

    @Test func `its own decision is drafted, not that on another visit`() {
        let other: JSONValue = ["act": "draft", "reference": "C-2026-0290", "decision": 17, "measure": "warning"]
        let draft = "registryctl action draft C-2026-0290 --decision 18 --from DAY --text TEXT"
        #expect(Self.command(Self.file(other)) == draft)
        let own: JSONValue = ["act": "draft", "reference": "C-2026-0290", "decision": 18, "measure": "closure"]
        #expect(Self.command(Self.file(own)) == draft)
    }

    @Test func `where its action is there, that is shown, whatever else the case waits for`() {
        let actions: JSONValue = [
            ["reference": "A-2026-0317", "decision": 18, "kind": "closure", "status": "issued"],
            ["reference": "A-2026-0318", "decision": 17, "kind": "warning", "status": "proposed"],
        ]
        let others: [JSONValue] = [
            ["act": "draft", "reference": "C-2026-0290", "measure": "warning"],
            ["act": "recompute", "reference": "C-2026-0290", "inspection": "I-2026-0018"],
            ["act": "decide", "reference": "C-2026-0290"],
            ["act": "decide", "reference": "C-2026-0290", "recommendation": 22],
            ["act": "issue", "reference": "A-2026-0318"],
        ]
        for next in others {
            #expect(Self.command(Self.file(next, actions: actions)) == "registryctl action show A-2026-0317")
        }
    }

    @Test func `what the case waits for stays where it is about this one, or about the case`() {
        let about: [(JSONValue, String)] = [
            (
                ["act": "recompute", "reference": "C-2026-0290", "inspection": "I-2026-0019"],
                "registryctl recommendation recompute C-2026-0290 --inspection I-2026-0019"
            ),
            (["act": "close", "reference": "C-2026-0290"], "registryctl case close C-2026-0290 --reason TEXT"),
        ]
        for (next, command) in about { #expect(Self.command(Self.file(next)) == command) }
    }
}
