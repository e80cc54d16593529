import Foundation
import Policy
import Provision
import Records
import Testing
import TestSupport

@testable import registryctl

/// A draw from its opening to a third person who draws it again with the exported files and no program of the registry.
@Suite struct DrawCommandTests {
    @Test func `what was drawn is drawn again from the exported files by a program that shares no line`() async throws {
        try await RealServer.run { server in
            let officer = try await server.program("p.devries", "Piet de Vries", [.officer])
            let other = try await server.program("k.yilmaz", "Kemal Yilmaz", [.officer])
            let inspector = try await server.program("s.bakker", "Selin Bakker", [.inspector])
            for (login, name) in [("t.jong", "Tess Jong"), ("b.boer", "Bas Boer")] {
                try await server.program(login, name, [.inspector]).remove()
            }
            let policy = try await server.program("n.amari", "Nadia Amari", [.policy, .reviewer])
            try await Self.run(policy, "policy adopt nl/amsterdam/two-step --version 2018-2019 --from 2020-01-01")
            let reviewer = try await server.program("r.view", "Rita View", [.reviewer])
            try await Self.run(reviewer, "policy activate nl/amsterdam/two-step --version 2018-2019")
            for program in [policy, reviewer] { try program.remove() }
            try await Self.run(
                officer, "outlet register --name Kade --kind consumption --street Kade --number 1 --postcode '1015 KW'")
            let clock = LocalClock.standard(zone: "Europe/Amsterdam")
            let today = clock.today
            let opened = try await officer.run(
                "draw open 0363-001-Z --from \(today) --to \(today) --seats 2 --away b.boer")
            #expect(
                opened.talk.hasPrefix(
                    "Warning: for outlet 0363-001-Z no more than 2 can be drawn, so who comes is no chance and can be known "
                        + "beforehand.\n"), "\(opened)")
            let reference = "D-\(today.year)-0001"
            let early = try await officer.run("draw settle \(reference)")
            #expect(early.exit == 9 && early.talk.contains("so nobody knows the seed."), "\(early)")
            let unsettled = try await officer.run("draw export \(reference) --out \(officer.path("drawn"))")
            #expect(
                unsettled.exit == 9
                    && unsettled.talk.contains(
                        "draw \(reference) is not settled, so nothing is drawn yet that could be checked."),
                "\(unsettled)")
            try await TestLog.catchUp(server.database)
            let settled = try await officer.run("draw settle \(reference)")
            #expect(settled.output == "Draw \(reference) is settled.\n", "\(settled)")
            try await TestLog.catchUp(server.database)
            let folder = officer.path("drawn")
            let wrote = try await officer.run("draw export \(reference) --out \(folder)")
            let check = "deploy/verify-draw.py \(folder)/draw.json --proof \(folder)/proof.json --key log.vkey"
            #expect(wrote.talk == "Wrote \(folder)/draw.json and \(folder)/proof.json.\nNext: \(check)\n", "\(wrote)")
            let again = try await officer.run("draw export \(reference) --out \(folder)")
            #expect(again.exit == 64 && again.talk.contains("is there already."), "\(again)")

            let proof = ["--proof", "\(folder)/proof.json", "--key", AuditProofTests.vkey]
            let good = try await Self.verified("verify-draw.py", ["\(folder)/draw.json"] + proof)
            #expect(good.status == 0 && good.output.contains("the same came out: 0363-001-Z "), "\(good)")
            let text = try String(contentsOfFile: "\(folder)/draw.json", encoding: .utf8)
            #expect(!["Selin", "Tess", "Bas", "bakker"].contains { text.contains($0) })
            try text.replacing("\"seed\":\"", with: "\"seed\":\"00").write(
                toFile: "\(folder)/other.json", atomically: true, encoding: .utf8)
            let bad = try await Self.verified("verify-draw.py", ["\(folder)/other.json"] + proof)
            #expect(bad.status == 1 && bad.output.contains("ALTERED: another seed follows from the head"), "\(bad)")
            let proved = try await Self.verified(
                "verify-log.py", ["--proof", "\(folder)/proof.json", "--key", AuditProofTests.vkey])
            #expect(proved.status == 0 && proved.output.contains("proved: draw 1, version 1, open by "), "\(proved)")
            try await Self.departed(reference, officer, other, inspector, server)
            for program in [officer, other, inspector] { try program.remove() }
        }
    }

    /// Both inspectors who are there were drawn; an officer goes instead. Then two persons waive a back-check.
    private static func departed(
        _ reference: String, _ officer: Program, _ other: Program, _ inspector: Program, _ server: RealServer
    ) async throws {
        let year = reference.dropFirst(2).prefix(4)
        let mine = try await inspector.run("draw assignments --columns outlet,person,status")
        #expect(mine.output == "outlet\tperson\tstatus\n0363-001-Z\tSelin Bakker\tassigned\n", "\(mine)")
        try await run(officer, "inspection log 0363-001-Z --pass J")
        let kept = try await officer.run(
            "draw depart \(reference) I-\(year)-0001 --reason 'a fight was reported next door'")
        #expect(kept.output == "Kept why I-\(year)-0001 departs from \(reference).\n", "\(kept)")
        let shown = try await officer.run("draw show \(reference) --json")
        #expect(shown.output.contains("a fight was reported next door") && shown.output.contains("\"shownFrom\""))
        try await TestLog.tamper(
            server.database,
            [
                """
                INSERT INTO registry.back_check (jurisdiction_id, draw_id, inspection_id, outlet_id, status, act, changed_by)
                SELECT i.jurisdiction_id, 1, i.id, i.outlet_id, 'due', 'draw', i.recorded_by FROM registry.inspection AS i
                """
            ])
        let visited = try await officer.run("integrity waive 1 --reason 'the outlet is being rebuilt'")
        #expect(
            visited.exit == 5
                && visited.talk.contains(
                    "You made the visit that is to be checked, so someone else must say what becomes of the back-check."
                ),
            "\(visited)")
        let third = try await server.program("m.devos", "Mia de Vos", [.officer])
        let proposed = try await third.run("integrity waive 1 --reason 'the outlet is being rebuilt'")
        #expect(
            proposed.output == "Proposed to waive back-check 1. It stands until another person agrees.\n", "\(proposed)"
        )
        let own = try await third.run("integrity decide-waiver 1 --agree")
        #expect(own.exit == 5 && own.talk.contains("You proposed to waive this back-check"), "\(own)")
        let waived = try await other.run("integrity decide-waiver 1 --agree")
        #expect(waived.output == "Back-check 1 is waived.\n", "\(waived)")
        try third.remove()
    }

    private static func run(_ program: Program, _ line: String) async throws {
        let ran = try await program.run(line)
        try #require(ran.exit == 0, "\(line): \(ran)")
    }

    private static func verified(_ program: String, _ arguments: [String]) async throws -> Command.Ending {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "deploy/\(program)").path
        return try await Command("/usr/bin/env", ["python3", "-B", file] + arguments).run()
    }
}
