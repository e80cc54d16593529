import Foundation
import Provision
import Records
import Server
import Testing
import TestSupport
import TransparencyLog

/// One record with its proof, as a court gets it.
@Suite struct AuditProofTests {
    static let vkey = NoteSigner(name: TestLog.name, kind: .ed25519, secret: TestLog.secret)?.verifier.vkey ?? ""

    @Test func `a decision and an action are proved to whoever has the key, and a changed one is not`() async throws {
        try await RealServer.run { server in
            let officer = try await server.decided()
            try await TestLog.catchUp(server.database)
            let year = Calendar(identifier: .gregorian).component(.year, from: Date())
            let wrote = try await officer.run("audit proof a-\(year)-0001 --out \(officer.path("action.json"))")
            #expect(
                wrote == Transcript("", "Wrote the proof of action A-\(year)-0001 to \(officer.path("action.json")).\n")
            )
            let again = try await officer.run("audit proof a-\(year)-0001 --out \(officer.path("action.json"))")
            #expect(again.exit == 64 && again.talk.contains("is there already."), "\(again)")
            let action = try await Self.verified(officer, "action.json")
            #expect(action.status == 0 && action.output.contains("proved: action 1, version 1, draft by "), "\(action)")

            try officer.write(try await officer.run("audit proof 1").output, to: "decision.json")
            let decision = try await Self.verified(officer, "decision.json")
            #expect(decision.status == 0, "\(decision)")
            #expect(decision.output.contains("proved: decision 1, version 1, decide by "))
            try await Self.tampered(officer)
            let unknown = try await officer.run("audit proof 999")
            #expect(unknown.exit == 6 && unknown.talk.contains("There is no decision 999"), "\(unknown)")
            let visit = try await officer.run("audit proof I-\(year)-0001")
            #expect(
                visit.exit == 8
                    && visit.talk.contains("there is no proof of I-\(year)-0001: only actions and decisions have one."),
                "\(visit)")
            let draw = try await officer.run("audit proof D-\(year)-0001")
            #expect(draw.talk.contains("try: registryctl draw export D-\(year)-0001 --out D-\(year)-0001\n"), "\(draw)")
            try officer.remove()
        }
    }

    /// Each change of the file is found, by the Swift verifier as by the one in Python.
    private static func tampered(_ officer: Program) async throws {
        let good = try officer.read("decision.json")
        let json = try BoundedJSON.parse(Array(good.utf8))
        #expect(try holds(json))
        guard case .object(let members) = json else { return }
        let proof = members["proof"]?.text ?? ""
        let changes: [(String, String)] = [
            ("record", (members["record"]?.text ?? "").replacing("follow", with: "depart")),
            ("entry", (members["entry"]?.text ?? "").replacing("decide", with: "revise")),
            ("proof", proof.replacing("index ", with: "index 1")),
            ("proof", proof.replacing(TestLog.name, with: "registry.example/other")),
        ]
        for (name, text) in changes {
            var other = members
            other[name] = .string(text)
            #expect(other != members, "\(name)")
            #expect(try !holds(.object(other)), "\(name)")
            try officer.write(String(decoding: JSONValue.object(other).bytes(), as: UTF8.self), to: "changed.json")
            let ending = try await verified(officer, "changed.json")
            #expect(ending.status == 1 && ending.output.contains("changed: "), "\(name): \(ending)")
        }
        try officer.write("{}", to: "changed.json")
        #expect(try await verified(officer, "changed.json").status == 2)
    }

    /// Whether the proof holds, by the registry's own code.
    private static func holds(_ json: JSONValue) throws -> Bool {
        guard let proof = LogProof(Array((json["proof"]?.text ?? "").utf8)) else { return false }
        guard case .trusted = try TrustPolicy("log \(vkey)\nquorum none\n").verify(proof.note) else { return false }
        let entry = Array((json["entry"]?.text ?? "").utf8)
        let digest = try BoundedJSON.parse(entry)["digest"]?.text
        let said = SHA256Text.of(json["record"]?.text ?? "")
        return proof.includes(.leaf(entry)) && digest == said
    }

    private static func verified(_ officer: Program, _ file: String) async throws -> Command.Ending {
        try await Command(
            "/usr/bin/env", ["python3", "-B", verifier, "--proof", officer.path(file), "--key", vkey]
        ).run()
    }

    private static let verifier = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "deploy/verify-log.py").path
}

extension RealServer {
    /// A program of an officer who has drafted an action after a decision.
    fileprivate func decided() async throws -> Program {
        let policy = try await program("n.amari", "Nadia Amari", [.policy])
        let reviewer = try await program("k.yilmaz", "Kemal Yilmaz", [.officer, .reviewer])
        let officer = try await program("p.devries", "Piet de Vries", [.officer])
        let inspector = try await program("s.bakker", "Selin Bakker", [.inspector])
        let lines: [(Program, String)] = [
            (policy, "policy adopt nl/amsterdam/two-step --version 2018-2019 --from 2020-01-01"),
            (reviewer, "policy activate nl/amsterdam/two-step --version 2018-2019"),
            (
                officer,
                "outlet register --name Kade --kind consumption --street Kade --number 1 --postcode '1015 KW' "
                    + "--longitude 4.9 --latitude 52.37"
            ),
            (inspector, "inspection log 0363-001-Z --fail J"),
            (officer, "recommendation follow C-\(Self.year)-0001"),
            (officer, "action draft C-\(Self.year)-0001 --text 'Warning letter.'"),
        ]
        for (program, line) in lines {
            let ran = try await program.run(line)
            try #require(ran.exit == 0, "\(line): \(ran)")
        }
        for program in [policy, reviewer, inspector] { try program.remove() }
        return officer
    }

    private static let year = Calendar(identifier: .gregorian).component(.year, from: Date())
}
