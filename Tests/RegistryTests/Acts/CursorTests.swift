import Records
import Testing

@testable import Registry

/// The cursors of the lists by number and by time.
struct CursorTests {
    @Test(arguments: [("0363-001-Z", "MDM2My0wMDEtWg"), ("a", "YQ"), ("ab", "YWI"), ("~~~", "fn5-"), ("???", "Pz8_")])
    func `a cursor is the base64url of its key`(key: String, cursor: String) throws {
        #expect(Page.cursor(after: key) == cursor)
        #expect(try Page(cursor: cursor).position() == key)
    }

    @Test(arguments: ["", "x", "12", "9|01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b", "2026-10-01 12:00:00+00|x"])
    func `a cursor of nobody's is refused`(key: String) async throws {
        try await withWorld { world in
            let cursor = Page.cursor(after: key)
            let page = Page(cursor: cursor)
            var refusals = [
                try await refusalOf { try await world.registry.inspections(InspectionQuery(), page, world.officer) },
                try await refusalOf { try await world.registry.nuisanceReports(NuisanceQuery(), page, world.officer) },
            ]
            if Int(key) == nil {
                refusals += [
                    try await refusalOf { try await world.registry.cases(CaseQuery(), page, world.officer) },
                    try await refusalOf { try await world.registry.actions(ActionQuery(), page, world.officer) },
                    try await refusalOf {
                        try await world.registry.recommendations(
                            of: "C-2026-0001", language: .english, page, world.officer)
                    },
                ]
            }
            for refusal in refusals {
                #expect(
                    refusal
                        == Refusal.badInput([
                            FieldProblem(
                                "/cursor", "not_a_cursor", "The cursor \"\(cursor)\" did not come from this list.")
                        ]))
            }
        }
    }
}
