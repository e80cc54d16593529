import Records
import Testing

@testable import registryctl

/// The columns that `registryctl` shows are members of the answers that the API document describes.
@Suite struct ShapeTests {
    /// What the server answers. Of figures the columns depend on the indicator, and a consequence holds open objects.
    private static let subjects: [Subject] = [
        .outlet, .timeline, .party, .partyRole, .licence, .inspection, .loggedInspection, .nuisanceReport,
        .caseFile, .recommendation, .decision, .action, .person, .token, .me, .duty, .policyPack, .builtInPack,
        .packReport,
        .importReport, .historyReport, .attachment, .evidence,
    ]

    @Test func `every column is a member of an answer`() {
        for subject in Self.subjects {
            let shapes = subject.shapes
            // A composed column is made of other members.
            for column in subject.columns + subject.card where column.compose == nil {
                #expect(
                    shapes.contains { $0.member(column.name) != nil }, "\(subject.one): \(column.name)")
            }
            for section in subject.sections where section.rows == nil {
                let names = section.columns.map { "\(section.member).\($0.name)" }
                for name in names { #expect(shapes.contains { $0.member(name) != nil }, "\(subject.one): \(name)") }
            }
        }
    }

    @Test func `the name of a shape is the name of one shape`() {
        let names = RecordShape.all.map(\.name)
        #expect(Set(names).count == names.count)
    }
}
