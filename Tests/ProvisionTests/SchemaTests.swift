import Foundation
import TestSupport
import Testing

@Suite struct SchemaTests {
    @Test func `schema.sql is what the migrations and views make`() async throws {
        let written = try String(contentsOfFile: TestSchema.sqlFolder + "/schema.sql", encoding: .utf8)
        let made = try await TestSchema.dump()
        let first = zip(written.split(separator: "\n"), made.split(separator: "\n")).first { $0 != $1 }
        #expect(
            written == made,
            """
            sql/schema.sql is not what the migrations make. Type: deploy/schema
            The first difference: \(first.map { "written \($0), made \($1)" } ?? "one is longer")
            """)
    }
}
