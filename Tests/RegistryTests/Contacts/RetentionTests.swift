import FoundationEssentials
import Postgres
import Records
import Sealing
import Testing
import TestSupport

@testable import Registry

@Suite struct RetentionTests {
    private let full = ProcessInfo.processInfo.environment["REGISTRY_FULL"] != nil

    @Test func `the month of a contact follows the outcome of its report`() async throws {
        try await withWorld { world in
            let registry = world.registry
            try await world.sealContacts()
            for _ in 1...2 { _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake)) }
            #expect(try await month(1, world) == ahead(24, world))
            _ = try await registry.closeNuisanceReport(
                "N-2026-0001", Reason("It belongs to no outlet."), Call(by: world.officer))
            let moved = try await registry.runRetention(Call(by: world.system()))
            #expect(moved.map(\.kind) == [.move])
            #expect(moved[0].reports == ["N-2026-0001"])
            #expect(moved[0].why.hasPrefix("closed since 20") && moved[0].why.hasSuffix(", kept for 3 months"))
            #expect(try await month(1, world) == ahead(3, world))
            _ = try await registry.setContactRetention(
                RetentionChange(outcome: .closed, months: 1, reason: "The schedule of 2026 says so."),
                Call(by: world.policy))
            let dry = try await registry.runRetention(Call(by: world.system(), dryRun: true))
            #expect(dry.map(\.kind) == [.move])
            #expect(try await epochs(world) == 2)
            _ = try await registry.runRetention(Call(by: world.system()))
            #expect(try await month(1, world) == ahead(1, world))
            #expect(try await registry.runRetention(Call(by: world.system())) == [])
            #expect(try await month(2, world) == ahead(24, world))
        }
    }

    @Test func `a hold moves a contact on before its month ends, and only that one`() async throws {
        try await withWorld { world in
            let registry = world.registry
            let key = try await world.sealContacts()
            for _ in 1...2 { _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake)) }
            _ = try await registry.holdContact(
                of: "N-2026-0002", Reason("An appeal is pending."), Call(by: world.officer))
            try await age(world, months: 24)
            let moved = try await registry.runRetention(Call(by: world.system()))
            #expect(moved.map(\.reports) == [["N-2026-0002"]])
            #expect(moved.map(\.why) == ["held"])
            // The month is over.
            try await age(world, months: 1)
            let ended = try await registry.runRetention(Call(by: world.system()))
            #expect(ended.map(\.kind) == [.destroy])
            #expect(ended[0].reports == ["N-2026-0001"])
            #expect(ended[0].why == "its month is over")
            try await unreadable("N-2026-0001", world)
            #expect(try await read("N-2026-0002", key, world)?.name == "M. de Wit")
            _ = try await registry.releaseContact(
                of: "N-2026-0002", Reason("The appeal is decided."), Call(by: world.officer))
            let twice = try await refusalOf {
                try await registry.releaseContact(
                    of: "N-2026-0002", Reason("The appeal is decided."), Call(by: world.officer))
            }
            #expect(twice.message == "The contact of N-2026-0002 is not held.")
        }
    }

    @Test func `an erasure takes two persons, ends one contact and leaves its neighbours`() async throws {
        try await withWorld { world in
            let registry = world.registry
            let key = try await world.sealContacts()
            for _ in 1...3 { _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake)) }
            let wish = Reason("The reporter asks for it.")
            _ = try await registry.requestErasure(of: "N-2026-0002", wish, Call(by: world.officer))
            let own = try await refusalOf {
                try await registry.decideErasure(of: "N-2026-0002", approves: true, wish, Call(by: world.officer))
            }
            #expect(own.message == "You asked for this erasure, so someone else must decide on it.")
            #expect(try await registry.runRetention(Call(by: world.system())) == [])
            _ = try await registry.holdContact(
                of: "N-2026-0002", Reason("A court asks for it."), Call(by: world.officer))
            let held = try await refusalOf {
                try await registry.decideErasure(of: "N-2026-0002", approves: true, wish, Call(by: world.reviewer))
            }
            #expect(held.message == "The contact of N-2026-0002 is held, so it is not erased.")
            _ = try await registry.releaseContact(
                of: "N-2026-0002", Reason("The court has read it."), Call(by: world.officer))
            _ = try await registry.decideErasure(of: "N-2026-0002", approves: true, wish, Call(by: world.reviewer))
            let stopped = try await refusalOf {
                try await registry.holdContact(of: "N-2026-0002", wish, Call(by: world.otherOfficer))
            }
            #expect(stopped.message == "The erasure of the contact of N-2026-0002 is approved, so it is not held.")
            let late = try await refusalOf {
                try await registry.requestContact(
                    of: "N-2026-0002", NewUnsealing(purpose: "Ask what was heard."), Call(by: world.officer))
            }
            #expect(
                late.message == "The erasure of the contact of N-2026-0002 is approved, so nobody reads it any more.")
            let steps = try await registry.runRetention(Call(by: world.system()))
            #expect(steps.map(\.kind) == [.part, .part, .destroy])
            #expect(steps.map(\.reports) == [["N-2026-0001"], ["N-2026-0003"], ["N-2026-0002"]])
            try await unreadable("N-2026-0002", world)
            for report in ["N-2026-0001", "N-2026-0003"] {
                #expect(try await read(report, key, world)?.name == "M. de Wit")
            }
            let again = try await refusalOf {
                try await registry.requestErasure(of: "N-2026-0002", wish, Call(by: world.officer))
            }
            #expect(again.message == "The contact of N-2026-0002 is destroyed; nobody can read it any more.")
            let none = try await refusalOf {
                try await registry.decideErasure(of: "N-2026-0001", approves: false, wish, Call(by: world.reviewer))
            }
            #expect(none.message == "No erasure of the contact of N-2026-0001 waits for an answer.")
        }
    }

    @Test func `an erasure for which no run came before its month was over is met by the next one`() async throws {
        try await withWorld { world in
            let registry = world.registry
            try await world.sealContacts()
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            let wish = Reason("The reporter asks for it.")
            _ = try await registry.setContactRetention(
                RetentionChange(outcome: .open, months: 48, reason: "The schedule of 2026 says so."),
                Call(by: world.policy))
            _ = try await registry.requestErasure(of: "N-2026-0001", wish, Call(by: world.officer))
            _ = try await registry.decideErasure(of: "N-2026-0001", approves: true, wish, Call(by: world.reviewer))
            try await age(world, months: 30)
            #expect(try await registry.runRetention(Call(by: world.system())).map(\.kind) == [.destroy])
            try await unreadable("N-2026-0001", world)
        }
    }

    @Test func `nothing is sealed to an epoch whose key is not here, whatever the database says`() async throws {
        try await withWorld { world in
            let registry = world.registry
            let key = try await world.sealContacts()
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            // Who rules the database puts a key of one's own into the epoch.
            let stranger = EpochKey(jurisdictionCode: "0363", month: "2028-01")
            try await TestLog.tamper(
                world.test, ["UPDATE registry.contact_epoch SET public_key = \(stranger.publicBytes)"])
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            #expect(try await epochs(world) == 2)
            #expect(try await read("N-2026-0002", key, world)?.name == "M. de Wit")
        }
    }

    @Test func `a run says when a key that is to be destroyed is not there`() async throws {
        try await withWorld { world in
            let registry = world.registry
            try await world.sealContacts()
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            for name in try registry.epochKeys.names() { try registry.epochKeys.destroy(name) }
            try await age(world, months: 25)
            let steps = try await registry.runRetention(Call(by: world.system()))
            #expect(steps.map(\.why) == ["its month is over (its key is not in the folder; look for copies)"])
        }
    }

    @Test func `a contact whose key is not there stays, and keeps no other from being moved or ended`() async throws {
        try await withWorld { world in
            let registry = world.registry
            let key = try await world.sealContacts()
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            let lost = try #require(try registry.epochKeys.names().first)
            let text = try #require(try registry.epochKeys.read(lost))
            try await age(world, months: 3)
            for _ in 2...3 { _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake)) }
            for report in ["N-2026-0001", "N-2026-0002"] {
                _ = try await registry.holdContact(of: report, Reason("An appeal is pending."), Call(by: world.officer))
            }
            try await age(world, months: 24)
            try registry.epochKeys.destroy(lost)
            let another = EpochKey(jurisdictionCode: "0363", month: "2028-01")
            let steps = try await registry.runRetention(Call(by: world.system()))
            #expect(steps.map(\.kind) == [.stay, .move])
            #expect(
                steps[0].reports == ["N-2026-0001"] && steps[0].epoch == lost
                    && steps[0].why == "held; the key is not there")
            #expect(steps[1].reports == ["N-2026-0002"])
            try await age(world, months: 1)
            let ended = try await registry.runRetention(Call(by: world.system()))
            #expect(ended.map(\.kind) == [.stay, .destroy] && ended[1].reports == ["N-2026-0003"])
            // Another key under its name, and one that can't be read.
            struct Damaged: Error {}
            for (text, words) in [
                (EpochKey?.some(another), "; the key doesn't open it: "), (nil, "; the key can't be read: "),
            ] {
                var keys = registry.epochKeys
                let read = keys.read
                keys.read = { name in
                    guard name == lost else { return try read(name) }
                    guard let text else { throw Damaged() }
                    return text
                }
                let other = Registry(
                    database: world.test.service, contextKey: world.test.contextKey, packs: registry.packs,
                    epochKeys: keys)
                let again = try await other.runRetention(Call(by: world.system()))
                #expect(again.map(\.kind) == [.stay] && again[0].why.contains(words), "\(again)")
            }
            // The file is put back from its copy.
            try registry.epochKeys.keep(text)
            #expect(try await registry.runRetention(Call(by: world.system())).map(\.kind) == [.move, .destroy])
            #expect(try await read("N-2026-0001", key, world)?.name == "M. de Wit")
        }
    }

    @Test func `a key that no row knows is destroyed when its month is over, and no other one`() async throws {
        try await withWorld { world in
            let keys = world.registry.epochKeys
            let ours = EpochKey(jurisdictionCode: try await world.system().jurisdictionCode, month: "2020-01")
            let later = EpochKey(jurisdictionCode: try await world.system().jurisdictionCode, month: "2999-01")
            let others = EpochKey(jurisdictionCode: "9999", month: "2020-01")
            for key in [ours, later, others] { try keys.keep(key) }
            let dry = try await world.registry.runRetention(Call(by: world.system(), dryRun: true))
            #expect(dry.map(\.epoch) == [ours.name] && dry.map(\.kind) == [.destroy])
            #expect(dry[0].why == "its month is over, and no record of this database is about it")
            #expect(try keys.names().count == 3)
            #expect(try await world.registry.runRetention(Call(by: world.system())) == dry)
            #expect(Set(try keys.names()) == [later.name, others.name])
        }
    }

    @Test func `nothing ends by a clock that is far from this machine's, and what is overdue is told`() async throws {
        try await withWorld { world in
            let now = Int(Date().timeIntervalSince1970)
            let system = try await world.system()
            try await world.registry.requireSameClock(now: now - 3000, system)
            for seconds in [-3700, 3700] {
                let refusal = try await refusalOf {
                    try await world.registry.requireSameClock(now: now + seconds, system)
                }
                #expect(refusal.code == "clocks_differ" && refusal.message.hasSuffix(", so nothing was ended."))
                #expect(
                    refusal.message.contains(
                        "and this machine's \(Instant(microseconds: Int64(now + seconds) * 1_000_000))"))
            }
            try await world.sealContacts()
            _ = try await world.registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            #expect(try await world.registry.overdue(system) == .init())
            try await age(world, months: 26)
            #expect(try await world.registry.overdue(system).keys == 1)
            _ = try await world.registry.runRetention(Call(by: system))
            #expect(try await world.registry.overdue(system) == .init())
        }
    }

    @Test func `a run that ended before the key was destroyed is finished by the next one`() async throws {
        struct Killed: Error {}
        try await withWorld { world in
            let registry = world.registry
            try await world.sealContacts()
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            try await age(world, months: 25)
            var keys = registry.epochKeys
            keys.destroy = { _ in throw Killed() }
            let dying = Registry(
                database: world.test.service, contextKey: world.test.contextKey, packs: registry.packs, epochKeys: keys)
            await #expect(throws: Killed.self) { try await dying.runRetention(Call(by: world.system())) }
            // Recorded as shredded, and nobody reads it although the key is still there.
            #expect(try registry.epochKeys.names().count == 1)
            try await unreadable("N-2026-0001", world)
            #expect(try await registry.runRetention(Call(by: world.system())) == [])
            #expect(try registry.epochKeys.names() == [])
        }
    }

    @Test func `what was shredded can't be read from an old copy of the database either`() async throws {
        let count = full ? 500 : 40
        try await withWorld { world in
            let registry = world.registry
            let key = try await world.sealContacts()
            for number in 0..<count {
                var report = NewNuisanceReport.sample
                report.contact = Sensitive(NuisanceContact(name: "Canary \(number)"))
                _ = try await registry.receiveNuisanceReport(report, Call(by: world.intake))
            }
            let backup = try await sealed(world)
            #expect(try readable(backup, key, world) == count)
            try await age(world, months: 25)
            let ended = try await registry.runRetention(Call(by: world.system()))
            #expect(ended.map(\.reports.count) == [count])
            // Every key on this machine, tried on what the backup holds.
            #expect(try readable(backup, key, world) == 0)
        }
    }

    @Test func `a contact that ends early can't be read by a former wrapping, and its neighbours stay`() async throws {
        try await withWorld { world in
            let registry = world.registry
            let key = try await world.sealContacts()
            for _ in 1...3 { _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake)) }
            _ = try await registry.closeNuisanceReport(
                "N-2026-0002", Reason("It belongs to no outlet."), Call(by: world.officer))
            _ = try await registry.runRetention(Call(by: world.system()))
            let backup = try await sealed(world)
            // Three wrappings for the later month, one for the earlier one.
            #expect(backup.count == 4)
            try await age(world, months: 4)
            let steps = try await registry.runRetention(Call(by: world.system()))
            #expect(steps.map(\.kind) == [.part, .part, .destroy, .destroy])
            #expect(steps.map(\.reports) == [["N-2026-0001"], ["N-2026-0003"], ["N-2026-0002"], []])
            #expect(steps.map(\.why).suffix(2) == ["its month is over", "it would still open a contact that ended"])
            #expect(try readable(backup, key, world) == 0)
            #expect(try readable(try await sealed(world), key, world) == 2)
            #expect(try await registry.runRetention(Call(by: world.system())) == [])
            for report in ["N-2026-0001", "N-2026-0003"] {
                #expect(try await read(report, key, world)?.name == "M. de Wit")
            }
        }
    }

    @Test func `PostgreSQL keeps what is to be kept, whoever asks`() async throws {
        try await withWorld { world in
            try await world.sealContacts()
            _ = try await world.registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            let shred = """
                INSERT INTO registry.contact_shredding (jurisdiction_id, epoch_id, ground, recorded_by)
                SELECT e.jurisdiction_id, e.id, '%', ops.context_person() FROM registry.contact_epoch AS e
                """
            func tried(_ text: String, by actor: Actor) async throws -> String {
                try await world.test.psql(as: .service, context: actor, text).errors
            }
            for ground in ["month_over", "erasure", "ended"] {
                let said = try await tried(shred.replacing("%", with: ground), by: world.system())
                #expect(said.contains("was not destroyed: the contact of N-2026-0001 is kept longer."))
            }
            let role = try await tried(shred.replacing("%", with: "month_over"), by: world.officer)
            #expect(role.contains("the role administrator is needed"))
            let words = """
                Contacts are moved and ended by the retention run alone, in the name of the system.
                HINT:  The operator of the service runs it: registryd retention run.
                """
            let alone = try await tried(shred.replacing("%", with: "month_over"), by: world.administrator)
            #expect(alone.contains(words))
            let copy = """
                INSERT INTO registry.contact_wrapping (jurisdiction_id, report_id, epoch_id, wrapped_key, act, recorded_by)
                SELECT w.jurisdiction_id, w.report_id, w.epoch_id, w.wrapped_key, '%', ops.context_person()
                FROM registry.contact_wrapping AS w
                """
            let again = try await tried(copy.replacing("%", with: "receive"), by: world.officer)
            #expect(again.contains("A contact is received once, and moved after that."))
            for actor in [world.officer, world.administrator] {
                let mover = try await tried(copy.replacing("%", with: "move"), by: actor)
                #expect(mover.contains(words))
            }
            try await TestLog.tamper(world.test, ["UPDATE registry.contact_epoch SET month = '2020-01-01'"])
            let late = try await tried(copy.replacing("%", with: "move"), by: world.system())
            #expect(late.contains("any more: it is over."))
            for table in [
                "nuisance_contact", "contact_wrapping", "contact_epoch", "contact_shredding", "contact_retention",
            ] {
                for act in [
                    "DELETE FROM registry.\(table)", "TRUNCATE registry.\(table) CASCADE",
                    "UPDATE registry.\(table) SET jurisdiction_id = 1",
                ] {
                    let said = try await tried(act, by: world.administrator)
                    #expect(said.contains("permission denied for table \(table)"), "\(act)")
                }
            }
        }
    }

    @Test func `no administrator ends a held contact by way of a key of the own`() async throws {
        try await withWorld { world in
            let key = try await world.sealContacts()
            _ = try await world.registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            _ = try await world.registry.holdContact(
                of: "N-2026-0001", Reason("An appeal is pending."), Call(by: world.officer))
            _ = try await world.registry.closeNuisanceReport(
                "N-2026-0001", Reason("It belongs to no outlet."), Call(by: world.officer))
            func tried(_ text: String, by actor: Actor) async throws -> String {
                try await world.test.psql(as: .service, context: actor, text).errors
            }
            // An epoch of which nobody has the private half, for a month that is kept and for one that isn't.
            for month in ["keep_through", "month"] {
                let opened = try await tried(
                    """
                    INSERT INTO registry.contact_epoch (jurisdiction_id, name, month, public_key, recorded_by)
                    SELECT p.jurisdiction_id, 'own-\(month)', p.\(month), sha256('\(month)'), ops.context_person()
                    FROM registry.contact_plan AS p
                    """, by: world.administrator)
                #expect(opened == "")
            }
            func moved(_ act: String, to month: String, by actor: Actor) async throws -> String {
                try await tried(
                    """
                    INSERT INTO registry.contact_wrapping (jurisdiction_id, report_id, epoch_id, wrapped_key, act, recorded_by)
                    SELECT p.jurisdiction_id, p.report_id, e.id, p.wrapped_key, '\(act)', ops.context_person()
                    FROM registry.contact_plan AS p JOIN registry.contact_epoch AS e ON e.name = 'own-\(month)'
                    """, by: actor)
            }
            for act in ["move", "part"] {
                for month in ["keep_through", "month"] {
                    let said = try await moved(act, to: month, by: world.administrator)
                    #expect(said.contains("Contacts are moved and ended by the retention run alone"), "\(act) \(month)")
                }
            }
            // Nor does a run take it to another month than its own.
            let astray = try await moved("move", to: "month", by: world.system())
            #expect(astray.contains("The contact of N-2026-0001 was not moved to "))
            #expect(astray.contains("it is kept through \(try await ahead(3, world))."))
            let apart = try await moved("part", to: "keep_through", by: world.system())
            #expect(apart.contains("HINT:  Run the retention again."))
            #expect(try await read("N-2026-0001", key, world)?.name == "M. de Wit")
        }
    }

    @Test func `nobody takes the contact key away without another one`() async throws {
        try await withWorld { world in
            try await world.sealContacts()
            let said = try await world.said(
                by: world.officer,
                """
                UPDATE registry.contact_key SET status = 'superseded', act = 'supersede', version = version + 1,
                    changed_by = \(world.officer.person)
                """)
            #expect(
                said == """
                    RG003 contact_key_is_superseded_by_another: A contact key is superseded by another one that is confirmed, and \
                    in no other way. | Propose another key; who confirms it puts it in the place of this one.
                    """)
        }
    }

    // MARK: Within

    /// Everything becomes older by so many months.
    private func age(_ world: World, months: Int) async throws {
        try await TestLog.tamper(
            world.test,
            [
                "UPDATE registry.contact_epoch SET month = month - make_interval(months => \(months))",
                "UPDATE registry.nuisance_standing SET recorded_at = recorded_at - make_interval(months => \(months))",
                "UPDATE registry.nuisance_report SET recorded_at = recorded_at - make_interval(months => \(months))",
            ])
    }

    private func ahead(_ months: Int, _ world: World) async throws -> String {
        try await world.test.admin.query(
            """
            SELECT to_char((now() AT TIME ZONE 'Europe/Amsterdam')::date + make_interval(months => \(months)), 'YYYY-MM')
            """
        ) { try $0[0].decode(String.self, 0) }
    }

    private func month(_ report: Int, _ world: World) async throws -> String? {
        try await world.test.admin.query(
            """
            SELECT to_char(e.month, 'YYYY-MM') FROM registry.contact_wrapping AS w
            JOIN registry.contact_epoch AS e ON e.id = w.epoch_id JOIN registry.nuisance_report AS n ON n.id = w.report_id
            WHERE n.number = \(report) ORDER BY w.id DESC LIMIT 1
            """
        ) { try $0[0].decode(String.self, 0) }
    }

    private func epochs(_ world: World) async throws -> Int { try await world.count("registry.contact_epoch") }

    private func read(_ report: String, _ key: ContactKey, _ world: World) async throws -> NuisanceContact? {
        let asked = try await world.registry.requestContact(
            of: report, NewUnsealing(purpose: "Ask what was heard."), Call(by: world.officer))
        let number = "\(try asked.json["number"]?.wholeNumber ?? 0)"
        _ = try await world.registry.grantContact(number, Call(by: world.reviewer))
        return try UnsealingTests.opened(
            try await world.registry.readContact(number, Call(by: world.officer)), key, world)
    }

    private func unreadable(_ report: String, _ world: World) async throws {
        let gone = try await refusalOf {
            try await world.registry.requestContact(
                of: report, NewUnsealing(purpose: "Ask what was heard."), Call(by: world.officer))
        }
        #expect(gone.message == "The contact of \(report) is destroyed; nobody can read it any more.")
        let card = try await world.registry.nuisanceReport(report, world.officer).json["contact"]
        #expect(card?["status"] == "destroyed")
    }

    /// A sealed contact with the report that it is of.
    private struct Kept: Sendable {
        var report: UUIDText
        var contact: SealedContact
    }

    private func sealed(_ world: World) async throws -> [Kept] {
        try await world.test.admin.query(
            """
            SELECT c.id, c.ciphertext, w.wrapped_key FROM registry.nuisance_contact AS c
            JOIN registry.contact_wrapping AS w ON w.report_id = c.id
            """
        ) { rows in
            try rows.map { row in
                let report: String = try row.get("id")
                return Kept(
                    report: UUIDText(report) ?? .placeholder,
                    contact: SealedContact(
                        ciphertext: try row.get("ciphertext"), wrappedKey: try row.get("wrapped_key")))
            }
        }
    }

    /// How many of them any key that there is opens.
    private func readable(_ kept: [Kept], _ key: ContactKey, _ world: World) throws -> Int {
        let keys = try world.registry.epochKeys.names().compactMap { try world.registry.epochKeys.read($0) }
        return kept.count { one in
            keys.contains { epoch in
                let seal = ReportSeal(report: one.report, jurisdictionCode: world.code)
                guard let handed = try? seal.hand(one.contact, epoch: epoch) else { return false }
                return (try? seal.open(handed, with: key)) != nil
            }
        }
    }
}
