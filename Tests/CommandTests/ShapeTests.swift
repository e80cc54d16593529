import Records
import Testing

@testable import registryctl

/// The columns that `registryctl` shows are members of the answers that the API document describes.
@Suite struct ShapeTests {
    /// Each kind of record with the answers that it is read from. A composed column is made of other members.
    private static let subjects: [(Subject, [RecordShape])] = [
        (.outlet, [.outletInList, .outlet]), (.timeline, [.event]), (.party, [.partyInList, .party]),
        (.partyRole, [.partyRole]), (.licence, [.licenceInList, .licence]),
        (.inspection, [.inspectionInList, .inspection]), (.loggedInspection, [.loggedInspection]),
        (.nuisanceReport, [.nuisanceReportInList, .nuisanceReport]), (.caseFile, [.caseInList, .caseFile]),
        (.recommendation, [.recommendation]), (.decision, [.decision]), (.action, [.actionInList, .action]),
        (.person, [.person]), (.token, [.token]), (.me, [.me]), (.duty, [.duty]), (.policyPack, [.policyPack]),
        (.importReport, [.importReport]), (.historyReport, [.historyReport]),
        (FiguresTable.described, Indicator.allCases.map(RecordShape.figures)),
    ]

    @Test func `every column is a member of an answer`() {
        for (subject, shapes) in Self.subjects where subject.one != "figure" {
            for column in subject.columns + subject.card where column.compose == nil {
                #expect(
                    shapes.contains { $0.member(column.name) != nil }, "\(subject.one): \(column.name)")
            }
            for section in subject.sections {
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
