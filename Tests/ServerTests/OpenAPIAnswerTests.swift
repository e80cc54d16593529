import Crypto
import FoundationEssentials
import Records
import Registry
import Sealing
import Testing
import TestSupport

@testable import Server

/// The real answers of every operation, held against the document that describes them.
@Suite struct OpenAPIAnswerTests {
    @Test func `every operation answers what the document says`() async throws {
        try await RunningServer.run(.quick, packs: try .installed()) { server in
            let witness = try DocumentWitness(server)
            try await authority(witness)
            try await premises(witness)
            let outlet = try await licence(witness)
            try await enforcement(witness, outlet)
            try await answers(witness)
            try await reports(witness, outlet)
            try await evidence(witness)
            try await figures(witness)
            try await duties(witness, outlet)
            try await integrity(witness, server)
            try await proofs(witness, server)
            try await witness.ask(.intake, "POST", "/v1/me/sign-out", [:])
            #expect(witness.faults == [])
            #expect(witness.unreceipted == DocumentWitness.actWithoutReceipt.keys.sorted())
            #expect(
                Set([Operation].all.map(\.id)).subtracting(witness.answered) == ["signInWithBrowser", "finishSignIn"])
        }
    }

    @Test func `every refusal is a problem as the document says`() async throws {
        try await RunningServer.run { server in
            let witness = try DocumentWitness(server)
            let outlet = try await witness.ask(.officer, "POST", "/v1/outlets", Samples.outlet())
            let path = try #require(outlet.header("Location"))
            let end: JSONValue = ["on": "2026-02-01", "reason": "stopped"]
            var statuses: [Int] = []
            statuses.append(try await witness.ask(.officer, "POST", "/v1/outlets", ["kind": "x"]).status)
            statuses.append(try await witness.ask(nil, "GET", "/v1/outlets").status)
            statuses.append(try await witness.ask(.policy, "POST", "/v1/outlets", Samples.outlet(2)).status)
            statuses.append(try await witness.ask(.officer, "GET", "/v1/licences/L-2026-0001").status)
            statuses.append(try await witness.ask(.officer, "POST", "/v1/outlets", Samples.outlet()).status)
            statuses.append(try await witness.ask(.officer, "POST", "\(path)/close", end).status)
            statuses.append(try await witness.ask(.officer, "POST", "\(path)/close", end, on: outlet).status)
            statuses.append(try await witness.ask(.officer, "POST", "\(path)/close", end, on: outlet).status)
            #expect(statuses == [400, 401, 403, 404, 409, 428, 200, 412])
            #expect(witness.faults == [])
        }
    }

    private func authority(_ witness: DocumentWitness) async throws {
        for path in ["/health/live", "/health/ready", "/health/log", "/v1/openapi.json"] {
            try await witness.ask(nil, "GET", path)
        }
        try await witness.ask(.officer, "GET", "/v1/me")
        let home = try await witness.ask(.administrator, "GET", "/v1/jurisdiction")
        try await witness.ask(
            .administrator, "PATCH", "/v1/jurisdiction", ["name": "Amsterdam"], on: home)
        try await packs(witness)
        let appointed = try await witness.ask(
            .administrator, "POST", "/v1/people", ["name": "Els", "login": "els", "roles": ["inspector"]])
        let person = try #require(appointed.header("Location"))
        try await witness.ask(.administrator, "GET", person)
        try await witness.ask(.administrator, "POST", "\(person)/accounts", ["login": "els-field"])
        let issued = try await witness.ask(
            .administrator, "POST", "\(person)/tokens", ["label": "phone", "expiresInDays": 1, "login": "els-field"])
        let token = try #require(try issued.json["id"]?.wholeNumber)
        try await witness.ask(.administrator, "POST", "\(person)/tokens/\(token)/revoke", ["reason": "lost"])
        try await signingIn(witness, person)
        let changed = try await witness.ask(
            .administrator, "POST", "\(person)/roles", ["role": "officer", "grant": true])
        try await witness.ask(.administrator, "GET", "/v1/people")
        try await witness.ask(.administrator, "POST", "\(person)/dismiss", ["reason": "left"], on: changed)
    }

    private func duties(_ witness: DocumentWitness, _ outlet: String) async throws {
        let recorded = try await witness.ask(
            .administrator, "POST", "/v1/deputies",
            ["person": "policy", "deputy": "intake", "startsOn": "2026-01-05", "endsOn": "2026-01-19"])
        let deputy = try #require(recorded.header("Location"))
        try await witness.ask(.officer, "GET", "/v1/deputies")
        try await witness.ask(.officer, "GET", deputy)
        try await witness.ask(.reviewer, "POST", "\(deputy)/end", ["reason": "Back from leave."], on: recorded)
        let declared = try await witness.ask(
            .officer, "POST", "/v1/conflicts",
            ["person": "policy", "outlet": .string(outlet), "why": "A cousin owns it."])
        let conflict = try #require(declared.header("Location"))
        try await witness.ask(.officer, "GET", "/v1/conflicts")
        try await witness.ask(.officer, "GET", conflict)
        try await witness.ask(.officer, "POST", "\(conflict)/end", ["reason": "The cousin has sold."], on: declared)
    }

    private func integrity(_ witness: DocumentWitness, _ server: RunningServer) async throws {
        let names: [(String, String, JSONValue)] = [
            ("hanna", "confirmation", [:]), ("ivo", "refusal", ["reason": "not now"]),
        ]
        for (login, part, body) in names {
            let new: JSONValue = ["name": .string(login), "login": .string(login), "roles": ["integrity"]]
            let person = try #require(
                try await witness.ask(.administrator, "POST", "/v1/people", new).header("Location"))
            try await witness.ask(.officer, "POST", "\(person)/roles/\(part)", body)
        }
        try await witness.ask(.integrity, "GET", "/v1/integrity/signals?from=2026-01-01&to=2026-12-31")
        try await witness.ask(.officer, "GET", "/v1/integrity/settings")
        try await witness.ask(
            .administrator, "POST", "/v1/integrity/settings",
            ["setting": "recent_visit_months", "value": 0, "reason": "There are few inspectors."])
        try await draws(witness, server)
        try await backChecks(witness, server)
    }

    private func draws(_ witness: DocumentWitness, _ server: RunningServer) async throws {
        let outlet = try await witness.ask(.officer, "POST", "/v1/outlets", Samples.outlet(31))
        let reference = try #require(try outlet.json["reference"])
        let today: String = try await server.database.admin.query(
            "SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date::text"
        ) { try $0[0].decode(String.self, 0) }
        let opened = try await witness.ask(
            .officer, "POST", "/v1/draws",
            ["firstDay": .string(today), "lastDay": .string(today), "outlets": [reference]])
        let draw = try #require(opened.header("Location"))
        try await TestLog.catchUp(server.database)
        try await witness.ask(.officer, "POST", "\(draw)/result", [:])
        try await witness.ask(
            .officer, "PUT", "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a8f",
            Samples.inspection(try #require(reference.text), [["criterion": "J", "result": "pass"]], at: -1))
        try await witness.ask(
            .officer, "POST", "\(draw)/departures",
            ["inspection": "01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a8f", "reason": "A fight was reported."])
        try await witness.ask(.inspector, "GET", "/v1/assignments")
        try await witness.ask(.officer, "GET", "/v1/draws?limit=1")
        let why: JSONValue = ["why": "Somebody has fallen ill."]
        let number = try await witness.ask(.officer, "POST", "\(draw)/redraws", why).json["redraws"]?[0]?["number"]?
            .wholeNumber
        try await witness.ask(
            .integrity, "POST", "/v1/redraws/\(number ?? 0)/refusal", ["reason": "She is back already."])
        try await witness.ask(.officer, "GET", draw)
        try await TestLog.catchUp(server.database)
        try await witness.ask(.officer, "GET", "\(draw)/proof")
        try await witness.ask(.officer, "POST", "\(draw)/redraws", why)
        try await witness.ask(.integrity, "POST", "/v1/redraws/\((number ?? 0) + 1)/approval", [:])
    }

    /// Past the guards: the inspections of this test are of today, and back-checks are of a month that is over.
    private func backChecks(_ witness: DocumentWitness, _ server: RunningServer) async throws {
        try await TestLog.tamper(
            server.database,
            [
                """
                INSERT INTO registry.back_check (jurisdiction_id, draw_id, inspection_id, outlet_id, status, act, changed_by)
                SELECT i.jurisdiction_id, d.id, i.id, i.outlet_id, 'due', 'draw', i.recorded_by
                FROM registry.inspection AS i JOIN registry.draw AS d ON d.jurisdiction_id = i.jurisdiction_id
                WHERE i.access ORDER BY i.id LIMIT 1
                """
            ])
        let reason: JSONValue = ["reason": "The outlet is being rebuilt."]
        for turn in ["keeping", "waiver"] {
            try await witness.ask(.officer, "POST", "/v1/back-checks/1/waiver-proposal", reason)
            try await witness.ask(.integrity, "POST", "/v1/back-checks/1/\(turn)", turn == "keeping" ? reason : [:])
        }
        try await witness.ask(.officer, "GET", "/v1/back-checks?limit=1")
    }

    private func signingIn(_ witness: DocumentWitness, _ person: String) async throws {
        try await witness.ask(nil, "GET", "/v1/sign-in")
        let issued = try await witness.ask(
            .administrator, "POST", "\(person)/credentials", ["expiresInDays": 1, "login": "els"])
        let credential = try #require(try issued.json["credential"])
        let body: JSONValue = ["jurisdiction": "0363", "login": "els", "credential": credential]
        #expect(try await witness.ask(nil, "POST", "/v1/sessions", body).status == 201)
        let number = try #require(try issued.json["id"]?.wholeNumber)
        try await witness.ask(.administrator, "POST", "\(person)/credentials/\(number)/revoke", ["reason": "lost"])
        #expect(try await witness.ask(nil, "POST", "/v1/sessions", body).status == 401)
        let bound = try await witness.ask(
            .administrator, "POST", "\(person)/subjects",
            ["issuer": "https://id.example.nl", "subject": "f3a1", "login": "els-field"])
        let subject = try #require(try bound.json["subjects"]?[0]?["id"]?.wholeNumber)
        try await witness.ask(
            .administrator, "POST", "\(person)/subjects/\(subject)/unbind", ["reason": "another provider"])
    }

    /// Of a server with a provider for browsers.
    @Test func `a browser is sent to the provider, comes back and is refused as the document says`() async throws {
        try await RunningServer.withBrowsers { server, _ in
            let witness = try DocumentWitness(server)
            try await witness.signInWithBrowser(TestBrowser(server))
            #expect(witness.faults == [])
            #expect(witness.answered == ["signInWithBrowser", "finishSignIn"])
        }
        try await RunningServer.run(.quick) { server in
            let witness = try DocumentWitness(server)
            try await witness.ask(nil, "GET", "/v1/sign-in/browser?jurisdiction=0363")
            try await witness.ask(nil, "GET", "/v1/sign-in/callback")
            #expect(witness.faults == [])
        }
    }

    private func packs(_ witness: DocumentWitness) async throws {
        let adopted = try await witness.ask(
            .policy, "POST", "/v1/policy-packs/built-in",
            ["id": "nl/amsterdam/two-step", "version": "2018-2019", "validFrom": "2020-01-01"])
        let built = try #require(adopted.header("Location"))
        try await witness.ask(.reviewer, "POST", "\(built)/activate", [:], on: adopted)
        let text = try #require(try await witness.ask(.policy, "GET", built).json["text"]?.text)
        let own: JSONValue = [
            "text": .string(text.replacing("pack: nl/amsterdam/two-step", with: "pack: nl/town/two-step")),
            "file": "town.yaml", "examples": try Samples.examples(beside: "nl/amsterdam/two-step"),
        ]
        try await witness.ask(.policy, "POST", "/v1/policy-packs/check", own)
        var draft = try await witness.ask(.policy, "POST", "/v1/policy-packs", own)
        let path = try #require(draft.header("Location"))
        draft = try await witness.ask(.policy, "PATCH", path, own, on: draft)
        draft = try await witness.ask(.policy, "POST", "\(path)/check", [:], on: draft)
        draft = try await witness.ask(
            .policy, "POST", "\(path)/propose",
            ["validFrom": "2021-01-01", "besideReason": "both ordinances hold"], on: draft)
        try await witness.ask(.policy, "POST", "\(path)/withdraw", ["reason": "an error"], on: draft)
        try await end(built, witness)
        try await witness.ask(.policy, "GET", "/v1/policy-packs")
        try await witness.ask(.officer, "GET", "/v1/policy-packs/built-in")
        try await witness.ask(.officer, "GET", "/v1/policy-packs/built-in/text?pack=us/mn/lakeville")
        try await witness.ask(.officer, "GET", "/v1/policy-packs/built-in/text?pack=template")
        try await witness.ask(.policy, "GET", "/v1/replay")
        let comparison: JSONValue = [
            "pack": own, "against": ["id": "nl/amsterdam/two-step", "version": "2018-2019"], "from": "2026-01-01",
            "to": "2026-12-31",
        ]
        try await witness.ask(.policy, "POST", "/v1/policy-packs/compare", comparison)
    }

    /// The first pack ends in the far future; before that its end was withdrawn once.
    private func end(_ pack: String, _ witness: DocumentWitness) async throws {
        let end: JSONValue = ["endDay": "2999-01-01", "reason": "repealed"]
        var read = try await witness.ask(.policy, "GET", pack)
        read = try await witness.ask(.policy, "POST", "\(pack)/propose-end", end, on: read)
        read = try await witness.ask(.policy, "POST", "\(pack)/withdraw-end", ["reason": "not yet"], on: read)
        read = try await witness.ask(.policy, "POST", "\(pack)/propose-end", end, on: read)
        try await witness.ask(.reviewer, "POST", "\(pack)/confirm-end", ["endDay": "2999-01-01"], on: read)
        try await witness.ask(.inspector, "GET", "\(pack)/inspections?limit=1")
    }

    private func premises(_ witness: DocumentWitness) async throws {
        guard case .object(var new) = Samples.outlet(7) else { return }
        new["openingHours"] = [["day": 1, "opens": "10:00", "closes": "22:00"]]
        var outlet = try await witness.ask(.officer, "POST", "/v1/outlets", .object(new))
        let path = try #require(outlet.header("Location"))
        outlet = try await witness.ask(
            .officer, "PATCH", path, ["name": "De Kade 2", "reason": "renamed"], on: outlet)
        let move: JSONValue = ["street": "Kade", "houseNumber": "9", "on": "2026-01-05", "reason": "moved"]
        outlet = try await witness.ask(.officer, "POST", "\(path)/move", move, on: outlet)
        let party = try await witness.ask(
            .officer, "POST", "/v1/parties",
            ["kind": "legal", "name": "Kade B.V.", "registrationNumber": "kvk:68750110"])
        let reference = try #require(try party.json["reference"]?.text)
        try await witness.ask(.officer, "PATCH", "/v1/parties/\(reference)", ["name": "Kade BV"], on: party)
        let role = try await witness.ask(
            .officer, "POST", "\(path)/roles",
            ["party": .string(reference), "role": "beneficial_owner", "share": 50, "validFrom": "2026-01-01"])
        try await witness.ask(.officer, "GET", path)
        try await witness.ask(
            .officer, "POST", try #require(role.header("Location")) + "/end", ["on": "2026-02-01"], on: role)
        try await witness.ask(.officer, "GET", "/v1/parties/\(reference)")
        try await witness.ask(.officer, "GET", "/v1/parties?limit=1")
        outlet = try await witness.ask(
            .officer, "POST", "\(path)/close", ["on": "2026-02-01", "reason": "stopped"], on: outlet)
        try await witness.ask(
            .officer, "POST", "\(path)/reopen", ["on": "2026-02-02", "reason": "again"], on: outlet)
        try await witness.ask(.officer, "GET", "\(path)/timeline")
        try await witness.ask(.officer, "GET", "/v1/outlets?limit=1")
    }

    /// Grants, renews, transfers, lapses and takes back; gives an outlet with a licence that holds.
    private func licence(_ witness: DocumentWitness) async throws -> String {
        let party = try await witness.ask(.officer, "POST", "/v1/parties", ["kind": "natural", "name": "Els"])
        let holder = try #require(try party.json["reference"])
        let new: JSONValue = [
            "holder": holder, "validFrom": "2026-01-01", "endsOn": "2097-07-01", "conditions": ["no advertising"],
        ]
        let other = try await witness.ask(.officer, "POST", "/v1/outlets", Samples.outlet(8))
        let short = try await witness.ask(
            .officer, "POST", try #require(other.header("Location")) + "/licences", new)
        let renewed = try await witness.ask(
            .officer, "POST", try #require(short.header("Location")) + "/renew", ["endsOn": "2098-01-01"], on: short)
        let heir = try await witness.ask(.officer, "POST", "/v1/parties", ["kind": "natural", "name": "Mees"])
        let transfer: JSONValue = [
            "holder": try #require(heir.json["reference"]), "on": "2026-02-01", "reason": "the business was sold",
        ]
        let next = try await witness.ask(
            .officer, "POST", try #require(short.header("Location")) + "/transfer", transfer, on: renewed)
        try await witness.ask(
            .officer, "POST", try #require(next.header("Location")) + "/lapse",
            ["on": "2026-03-01", "reason": "the holder stopped"], on: next)
        let later = try await witness.ask(
            .officer, "POST", try #require(other.header("Location")) + "/licences",
            ["holder": holder, "validFrom": "2999-01-01"])
        try await witness.ask(
            .officer, "POST", try #require(later.header("Location")) + "/take-back",
            ["reason": "granted by mistake"], on: later)
        let outlet = try await witness.ask(.officer, "POST", "/v1/outlets", Samples.outlet(9))
        let path = try #require(outlet.header("Location"))
        try await witness.ask(
            .officer, "POST", "\(path)/licences", ["holder": holder, "validFrom": "2026-01-01"])
        try await witness.ask(.officer, "GET", path)
        return try #require(try outlet.json["reference"]?.text)
    }

    private func proofs(_ witness: DocumentWitness, _ server: RunningServer) async throws {
        try await TestLog.catchUp(server.database)
        try await witness.ask(nil, "GET", "/log/checkpoint")
        // A log of more than 256,000 entries, made by hand.
        try await TestLog.tamper(
            server.database,
            [
                """
                INSERT INTO audit.log_subtree (level, subtree_index, hash)
                SELECT 0, n, sha256('') FROM generate_series(512, 767) AS n UNION ALL SELECT 0, 256000, sha256('')
                """,
                """
                INSERT INTO audit.log_entry (leaf_index, jurisdiction_id, outbox_id, entry)
                SELECT n, 1, -n, 'x'::bytea FROM generate_series(512, 767) AS n UNION ALL SELECT 256000, 1, -1, 'x'::bytea
                """,
            ])
        for path in ["002", "000.p/2", "x001/000.p/1"] {
            try await witness.ask(nil, "GET", "/log/tile/0/\(path)")
            try await witness.ask(.inspector, "GET", "/log/tile/entries/\(path)")
        }
        let actions = try await witness.ask(.officer, "GET", "/v1/actions?limit=1")
        let action = try #require(try actions.json["items"]?[0]?["reference"]?.text)
        try await witness.ask(.inspector, "GET", "/v1/actions/\(action)/proof")
        try await witness.ask(.inspector, "GET", "/v1/decisions/1/proof")
    }

    private func enforcement(_ witness: DocumentWitness, _ outlet: String) async throws {
        let path = "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b"
        let visit = Samples.inspection(
            outlet, [["criterion": "J", "result": "fail"], ["criterion": "A", "result": "pass"]])
        let logged = try await witness.ask(.inspector, "PUT", path, visit)
        try await witness.ask(.inspector, "PUT", path, visit)
        let file = "/v1/cases/" + (try #require(try logged.json["case"]?.text))
        try await witness.ask(
            .inspector, "POST", "\(path)/corrections",
            ["criterion": "A", "result": "fail", "reason": "seen again"])
        try await witness.ask(.officer, "GET", "\(path)/consequences?criterion=J")
        try await witness.ask(.officer, "GET", path)
        try await witness.ask(.officer, "GET", "/v1/inspections?limit=1")
        try await witness.ask(.officer, "GET", "/v1/today")
        let suspension = try await issued("suspension", witness, file)
        let list = try await witness.ask(.officer, "GET", "/v1/licences?outlet=\(outlet)")
        let licence = "/v1/licences/" + (try #require(try list.json["items"]?[0]?["reference"]?.text))
        var read = try await witness.ask(.officer, "GET", licence)
        read = try await witness.ask(
            .officer, "POST", "\(licence)/suspend", ["action": suspension, "reason": "it was decided"], on: read)
        read = try await witness.ask(.officer, "POST", "\(licence)/reinstate", ["reason": "the term is over"], on: read)
        let recommended = try await witness.ask(
            .officer, "POST", "\(file)/recommendations", ["inspection": try logged.json["reference"] ?? .null])
        try await witness.ask(.officer, "GET", try #require(recommended.header("Location")))
        // One inspection carries one action: another one follows from another visit.
        try await witness.ask(
            .inspector, "PUT", "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6c",
            Samples.inspection(outlet, [["criterion": "J", "result": "fail"]], at: -1800))
        let withdrawal = try await issued("withdrawal", witness, file)
        let action = "/v1/actions/" + (withdrawal.text ?? "")
        let before = try await witness.ask(.officer, "GET", action)
        try await witness.ask(
            .officer, "POST", "\(licence)/withdraw",
            ["action": withdrawal, "on": try #require(before.json["startsOn"]), "reason": "it was decided"], on: read)
        try await witness.ask(.reviewer, "POST", "\(action)/revoke", ["reason": "it was an error"], on: before)
        try await witness.ask(.officer, "GET", "/v1/actions?limit=1")
        try await witness.ask(.officer, "GET", "\(file)/recommendations?limit=1")
        let card = try await witness.ask(.officer, "GET", file)
        try await witness.ask(
            .inspector, "PUT", "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6d",
            Samples.inspection(outlet, [["criterion": "J", "result": "fail"]], at: -1800))
        try await witness.ask(
            .officer, "POST", "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6d/voiding",
            ["duplicateOf": "01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6c", "reason": "the same visit, typed twice"])
        try await witness.ask(.officer, "GET", "/v1/outlets/\(outlet)")
        try await witness.ask(.officer, "GET", file)
        try await witness.ask(.officer, "GET", "/v1/today")
        try await witness.ask(
            .officer, "POST", "\(file)/decisions",
            ["choice": "depart", "measure": "none", "reasons": "the suspension was issued"])
        try await witness.ask(.reviewer, "POST", "\(file)/close", ["reason": "everything is done"], on: card)
        try await witness.ask(.officer, "POST", "/v1/cases", ["outlet": .string(outlet), "reason": "by hand"])
        try await witness.ask(.officer, "GET", "/v1/cases?limit=1")
    }

    /// A gate of another pack is answered, at an outlet of its own.
    private func answers(_ witness: DocumentWitness) async throws {
        let adopted = try await witness.ask(
            .policy, "POST", "/v1/policy-packs/built-in",
            [
                "id": "nl/dordrecht/o", "version": "2008-2011", "validFrom": "2020-01-01",
                "besideReason": "nuisance follows a ladder of its own",
            ])
        try await witness.ask(
            .reviewer, "POST", "\(try #require(adopted.header("Location")))/activate", [:], on: adopted)
        let outlet = try await witness.ask(.officer, "POST", "/v1/outlets", Samples.outlet(10))
        let logged = try await witness.ask(
            .inspector, "PUT", "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a7e",
            Samples.inspection(
                try #require(try outlet.json["reference"]?.text), [["criterion": "O", "result": "fail"]]))
        try await witness.ask(
            .officer, "POST", "/v1/cases/\(try #require(try logged.json["case"]?.text))/facts",
            ["name": "days", "value": "3", "reason": "it went on from Monday to Wednesday"])
        let answered = try await witness.ask(
            .officer, "POST", "/v1/cases/\(try #require(try logged.json["case"]?.text))/answers",
            ["gate": "structural_pattern", "holds": true, "reason": "seven reports in March"])
        try await witness.ask(.officer, "GET", try #require(answered.header("Location")))
    }

    /// Departs to that measure and takes an action through every act to its issue; gives its reference.
    private func issued(_ measure: JSONValue, _ witness: DocumentWitness, _ file: String) async throws -> JSONValue {
        let card = try await witness.ask(.officer, "GET", file).json
        let waiting = card["recommendations"]?.items?.last { $0["standing"] == "waiting" }
        try await witness.ask(
            .officer, "POST", "\(file)/decisions",
            [
                "recommendation": try #require(waiting?["id"]), "choice": "depart", "measure": measure,
                "reasons": "for the sake of the test",
            ])
        let content: JSONValue = ["text": "It is ordered.", "startsOn": try #require(waiting?["day"])]
        let abandoned = try await witness.ask(.officer, "POST", "\(file)/actions", content)
        try await witness.ask(
            .officer, "POST", try #require(abandoned.header("Location")) + "/withdraw",
            ["reason": "to be drafted anew"],
            on: abandoned)
        var action = try await witness.ask(.officer, "POST", "\(file)/actions", content)
        let path = try #require(action.header("Location"))
        action = try await witness.ask(.officer, "PATCH", path, ["text": "It is ordered today."], on: action)
        action = try await witness.ask(.officer, "POST", "\(path)/propose", [:], on: action)
        action = try await witness.ask(.reviewer, "POST", "\(path)/return", ["reason": "a word is missing"], on: action)
        action = try await witness.ask(.officer, "POST", "\(path)/propose", [:], on: action)
        let digest = try action.json["digest"] ?? .null
        action = try await witness.ask(.reviewer, "POST", "\(path)/issue", ["digest": digest], on: action)
        return try #require(try action.json["reference"])
    }

    /// One photo that is sent whole and one in parts, attached to each kind of record.
    private func evidence(_ witness: DocumentWitness) async throws {
        func name(_ bytes: [UInt8]) -> String { FileDigest(bytes: SHA256.hash(data: bytes))?.text ?? "" }
        let (photo, copy) = (TestEvidence.photo("a counter"), TestEvidence.photo("a counter without people"))
        let path = "/v1/evidence/\(name(photo))"
        try await witness.ask(.officer, "PUT", path, photo, on: nil, type: "application/octet-stream")
        try await witness.ask(
            .officer, "PATCH", "/v1/evidence/\(name(copy))/upload", copy, on: nil, type: "application/partial-upload",
            ["Upload-Offset": "0", "Upload-Complete": "?1"])
        try await witness.ask(.officer, "GET", "\(path)/upload")
        let file = try await witness.ask(.officer, "GET", "/v1/inspections?limit=1")
        let visit = try #require(try file.json["items"]?[0]?["reference"]?.text)
        let cases = try await witness.ask(.officer, "GET", "/v1/cases?limit=1")
        let open = try #require(try cases.json["items"]?[0]?["reference"]?.text)
        let reports = try await witness.ask(.officer, "GET", "/v1/nuisance-reports?limit=1")
        let report = try #require(try reports.json["items"]?[0]?["reference"]?.text)
        var number = 0
        for record in ["/v1/inspections/\(visit)", "/v1/cases/\(open)", "/v1/nuisance-reports/\(report)"] {
            let attached = try await witness.ask(
                .officer, "POST", "\(record)/evidence", ["sha256": .string(name(photo)), "description": "the counter"])
            number = try attached.json["number"]?.wholeNumber ?? 0
            try await witness.ask(.officer, "GET", "\(record)/evidence")
            try await witness.ask(.officer, "GET", record)
        }
        try await witness.ask(
            .officer, "POST", "/v1/attachments/\(number)/detachment", ["reason": "It shows another street."])
        try await witness.ask(.officer, "GET", path)
        try await witness.ask(.officer, "POST", "\(path)/redactions", ["copy": .string(name(copy))])
        try await witness.ask(.officer, "GET", path)
        try await witness.ask(.policy, "GET", "\(path)?purpose=to%20look%20at%20it")
        try await witness.ask(.officer, "GET", "\(path)?purpose=to%20look%20at%20it")
        try await witness.ask(.officer, "POST", "\(path)/hold", ["reason": "An appeal is pending."])
        try await witness.ask(.officer, "POST", "\(path)/hold/lifting", ["reason": "It is decided."])
        try await witness.ask(.officer, "GET", "\(path)/details")
        try await witness.ask(.officer, "GET", "/v1/evidence-retention")
        try await witness.ask(
            .policy, "POST", "/v1/evidence-retention",
            ["outcome": "no_case", "months": 36, "reason": "The schedule of 2026 says so."])
    }

    private func reports(_ witness: DocumentWitness, _ outlet: String) async throws {
        try await contactKeys(witness)
        let report = try await witness.ask(
            .intake, "POST", "/v1/nuisance-reports",
            [
                "category": "noise", "occurredAt": "2026-03-01T22:00:00+01:00", "longitude": 4.9, "latitude": 52.37,
                "description": "Music.", "contact": ["name": "An", "email": "an@example.org"],
            ])
        let path = try #require(report.header("Location"))
        try await witness.ask(
            .officer, "POST", "\(path)/attributions", ["outlet": .string(outlet), "reason": "next door"])
        try await witness.ask(.officer, "GET", path)
        try await witness.ask(.officer, "GET", "/v1/nuisance-reports?limit=1")
        try await contact(witness, path)
        let other = try await witness.ask(
            .intake, "POST", "/v1/nuisance-reports",
            [
                "category": "noise", "occurredAt": "2026-03-01T22:00:00+01:00", "address": "Plein 1",
                "description": "Music.",
            ])
        let aside = try #require(other.header("Location"))
        for act in ["closing", "reopening"] {
            try await witness.ask(.officer, "POST", "\(aside)/\(act)", ["reason": "It was a street party."])
        }
    }

    private func contactKeys(_ witness: DocumentWitness) async throws {
        for name in ["officers", "spare"] {
            let key = try #require(ContactKey(newNamed: name))
            try await witness.ask(
                .administrator, "POST", "/v1/contact-keys", ["publicKey": .string(key.publicHalf.text)])
        }
        try await witness.ask(.reviewer, "POST", "/v1/contact-keys/officers/confirmation", [:])
        try await witness.ask(
            .administrator, "POST", "/v1/contact-keys/spare/withdrawal", ["reason": "The file is gone."])
        try await witness.ask(.officer, "GET", "/v1/contact-keys")
    }

    private func contact(_ witness: DocumentWitness, _ report: String) async throws {
        let why: JSONValue = ["reason": "An objection is pending."]
        for answer in ["grant", "refusal"] {
            let asked = try await witness.ask(
                .officer, "POST", "\(report)/unsealings", ["purpose": "Ask what was heard."])
            let path = try #require(asked.header("Location"))
            try await witness.ask(.reviewer, "POST", "\(path)/\(answer)", answer == "grant" ? [:] : why)
            try await witness.ask(.officer, "POST", "\(path)/reading", [:])
        }
        try await witness.ask(.officer, "GET", "/v1/unsealings?limit=1")
        try await witness.ask(.officer, "POST", "\(report)/contact-hold", why)
        try await witness.ask(.officer, "POST", "\(report)/contact-hold/lifting", why)
        for answer in ["refusal", "approval"] {
            try await witness.ask(.officer, "POST", "\(report)/contact-erasure", why)
            try await witness.ask(.reviewer, "POST", "\(report)/contact-erasure/\(answer)", why)
        }
        try await witness.ask(
            .policy, "POST", "/v1/contact-retention",
            ["outcome": "closed", "months": 6, "reason": "The schedule says so."])
        try await witness.ask(.officer, "GET", "/v1/contact-retention")
    }

    private func figures(_ witness: DocumentWitness) async throws {
        let list = "kind,street,house_number\nconsumption,Gracht,1\nconsumption,,2\n"
        for target in ["/v1/imports/outlets?profile=generic", "/v1/imports/outlets?profile=generic&dryRun=true"] {
            try await witness.ask(.officer, "POST", target, Array(list.utf8), on: nil, type: "text/csv")
        }
        let earlier = """
            record,licence_number,day,case_number,criterion,standing,measure
            penalty,L-1,2020-01-01,C-1,J,established,closure
            visit,,2020-01-01,,,,
            visit,,someday,,,,
            """
        let history = "/v1/imports/history?profile=generic&file=own.csv&apply=true"
        for target in [history, history + "&acceptRejects=true"] {
            try await witness.ask(.officer, "POST", target, Array(earlier.utf8), on: nil, type: "text/csv")
        }
        try await witness.ask(.policy, "GET", "/v1/step-counts?packs=nl/amsterdam/two-step@2018-2019")
        for kind in ExportKind.allCases {
            for format in ExportFormat.allCases {
                try await witness.ask(.policy, "GET", "/v1/exports/\(kind.rawValue)?format=\(format.rawValue)")
            }
        }
        for indicator in Indicator.allCases {
            try await witness.ask(.policy, "GET", "/v1/statistics/\(indicator.rawValue)")
        }
    }
}
