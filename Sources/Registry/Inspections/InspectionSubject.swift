import Policy
import Postgres
import Records

/// What the registry knows when an inspection comes in: the outlet, its open case, its violations, the packs that govern.
struct InspectionSubject {
    /// Nil when there is no outlet of that reference; then times, inspectors and findings can still be checked.
    var outlet: Int?
    var outletReference: String
    /// Closing day of a closed outlet.
    var closedOn: LocalDate?
    /// Local day on which the inspection began.
    var day: LocalDate
    /// The later of start and end, and the present time, both local: `2026-11-23 21:00`.
    var localTime: String
    var localNow: String
    var isInTheFuture: Bool
    /// The present local day, on which a case is opened whatever day the inspection was.
    var today: LocalDate { LocalDate(String(localNow.prefix(10))) ?? day }
    var secondInspector: Int?
    var openCase: Int?
    var openCaseReference: String?
    /// Whether the inspection that is stored under this id has the same content; nil when there is none.
    var isTheSame: Bool?
    var storedReference: String?
    var packs: GoverningPacks
    var facts: OutletFacts
    /// Another inspection that is likely the same visit.
    var sameVisit: SameVisit?
    /// Names of its inspectors who are barred from the outlet.
    var barred: String?
}

extension InspectionSubject {
    /// Everything an intake needs, and what a recommendation is computed again from, in one statement: for an intake in
    /// the round trip that begins the transaction. Where a pack counts what the operator did at other outlets, has rewards or
    /// has rules about individuals, one more for each.
    ///
    /// Each read goes by an index, the ones on growing tables by a hash index: serializable transactions lock whole
    /// index pages, and in a B-tree all new rows share the last page, so that any two intakes would collide.
    /// - Throws: `Refusal` `pack_text_altered`, `pack_not_readable`.
    fileprivate init(
        outlet reference: String, inspection: UUIDText, startedAt: Instant, endedAt: Instant?, latest: Instant,
        inspector: Int?, secondInspector: String?, digest: [UInt8], for asking: AskingPack? = nil, _ actor: Actor,
        _ shelf: PackShelf, _ db: Transaction
    ) throws {
        let rows = try db.rows(
            """
            SELECT outlet, closed_on, local_day, local_time, local_now, is_in_the_future, second_inspector, open_case,
                open_case_reference, is_the_same, stored_reference, pack_numbers, pack_ids,
                pack_versions, pack_hashes, pack_bases, operator_now, outlet_kind, running, later_packs, id, criterion, day,
                status, established_on, reference, operator, measure, same_day, set_aside_by, same_visit,
                same_visit_minutes, same_visit_by, barred
            FROM ops.inspection_subject(\(reference), \(inspection), \(startedAt), \(endedAt), \(latest), \(inspector),
                \(secondInspector), \(digest))
            """)
        guard rows.count > 0 else { throw Refusal.unknown("outlet", reference) }
        let row = rows[0]
        outlet = try row.get("outlet")
        outletReference = reference
        closedOn = try row.get("closed_on")
        day = try row.get("local_day")
        localTime = try row.get("local_time")
        localNow = try row.get("local_now")
        isInTheFuture = try row.get("is_in_the_future")
        self.secondInspector = try row.get("second_inspector")
        openCase = try row.get("open_case")
        openCaseReference = try row.get("open_case_reference")
        isTheSame = try row.get("is_the_same")
        storedReference = try row.get("stored_reference")
        var packs = try GoverningPacks(besideEachOther: row, on: shelf, actor, db)
        if try row.get("later_packs"), let today = LocalDate(String(localNow.prefix(10))) {
            try packs.addLaterVersions(since: startedAt, today: today, on: shelf, actor, db)
            try packs.addComing(after: day, on: shelf, actor, db)
        }
        self.packs = packs
        var facts = try OutletFacts(rows, outlet: reference)
        let further = packs.furtherFacts.union(asking?.furtherFacts ?? [])
        if further.contains(.otherOutlets) { try facts.readElsewhere(on: day, startedAt: startedAt, db) }
        if let outlet, further.contains(.inspections) {
            try facts.readInspections(of: outlet, before: day, actor, db)
        }
        if further.contains(.individuals) { try facts.readIndividuals(actor, db) }
        self.facts = facts
        sameVisit = try SameVisit(row)
        barred = try row.get("barred")
    }

    /// The subject of an inspection that is stored, on what is known now.
    /// - Parameter asking: a pack that is told what it asks for, also where it doesn't govern.
    init(
        of known: KnownInspection, for asking: AskingPack? = nil, _ actor: Actor, _ shelf: PackShelf, _ db: Transaction
    ) throws {
        try self.init(
            outlet: known.outletReference, inspection: known.id, startedAt: known.startedAt, endedAt: nil,
            latest: known.startedAt, inspector: nil, secondInspector: nil, digest: [], for: asking,
            actor, shelf, db)
    }
}

extension InspectionIntake {
    /// - Throws: `Refusal` `pack_text_altered`, `pack_not_readable`.
    func gather(_ db: Transaction, _ shelf: PackShelf) throws -> InspectionSubject {
        try InspectionSubject(
            outlet: new.outlet.uppercased(), inspection: id, startedAt: new.startedAt, endedAt: new.endedAt,
            latest: latest, inspector: actor.person, secondInspector: new.secondInspector, digest: digest, actor, shelf,
            db)
    }
}
