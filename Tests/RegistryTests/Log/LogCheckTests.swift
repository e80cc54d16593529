import Testing
import TestSupport

@testable import Registry

/// Each check of the audit finds something that no other one does.
@Suite struct LogCheckTests {
    @Test(arguments: LogSaboteur.all.indices)
    func `what a check is for passes unseen without it, and is found with it`(place: Int) async throws {
        let saboteur = LogSaboteur.all[place]
        try await withLog { world, log in
            let evidence = try await saboteur.change(world, log)
            #expect(try await saboteur.isFound(log, evidence), "\(saboteur.check)")
            #expect(try await !saboteur.isFound(log, evidence, without: saboteur.check), "\(saboteur.check)")
        }
    }

    @Test func `every check has a saboteur, and only one`() {
        #expect(LogSaboteur.all.map(\.check.rawValue).sorted() == LogCheck.allCases.map(\.rawValue).sorted())
    }
}
