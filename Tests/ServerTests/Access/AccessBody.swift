import FoundationEssentials
import Records
import Registry
import Sealing
import TestSupport

@testable import Server

/// What each change is sent with, so that it is done by whoever may.
struct AccessBody {
    let house: AccessHouse
    /// Members that name a record, and which one they name instead.
    var renamed: [String: JSONValue] = [:]

    /// Members of bodies that name a record, and the path under which it stands.
    static let names: [String: String] = [
        "outlet": "/v1/outlets/", "holder": "/v1/parties/", "party": "/v1/parties/", "action": "/v1/actions/",
        "inspection": "/v1/inspections/", "sha256": "/v1/evidence/", "copy": "/v1/evidence/", "case": "/v1/cases/",
        "outlets": "/v1/outlets/", "person": "/v1/people/", "deputy": "/v1/people/",
    ]

    /// The body of a JSON route, or the file of one that takes a file.
    func bytes(for route: Route) -> [UInt8] {
        let name = "\(route.method.rawValue) \(route.path)"
        if let file = files[name] { return file }
        guard let schema = route.body else { return [] }
        return body(name, schema).bytes()
    }

    /// The members of the body that name a record.
    func named(by route: Route) -> [String] {
        guard let schema = route.body else { return [] }
        let members = body("\(route.method.rawValue) \(route.path)", schema).members ?? [:]
        return members.keys.filter { Self.names[$0] != nil && (members[$0]?.text ?? members[$0]?[0]?.text) != nil }
            .sorted()
    }

    private func body(_ name: String, _ schema: JSONValue) -> JSONValue {
        var members = SampleBody(names: [:]).value(of: schema).members ?? [:]
        let takes = Set(schema["properties"]?.members?.keys.map { $0 } ?? [])
        for (member, value) in usual where members[member] != nil { members[member] = value }
        for (member, value) in own[name] ?? [:] { members[member] = value }
        for (member, value) in renamed where takes.contains(member) {
            if let old = members[member] { members[member] = old.text == nil ? [value] : value }
        }
        return .object(members)
    }

    private func subject(_ path: String) -> JSONValue { .string(house.subjects[path] ?? "") }

    private var usual: [String: JSONValue] {
        [
            "outlet": subject("/v1/outlets/"), "holder": .string(house.heir), "party": .string(house.heir),
            "action": subject("/v1/actions/"), "sha256": .string(house.copy), "copy": .string(house.copy),
            "inspection": subject("/v1/inspections/"), "digest": .string(house.digest), "on": .string(house.today),
            "person": "intake", "deputy": "policy", "login": "matrix",
        ]
    }

    /// By route, what is not the smallest that its schema takes.
    private var own: [String: [String: JSONValue]] {
        let today = JSONValue.string(house.today)
        let pack: [String: JSONValue] = [
            "id": "nl/leeuwarden/j", "version": "2011", "validFrom": "2020-01-01",
            "besideReason": "Both judge for the test.",
        ]
        return [
            "PATCH /v1/actions/{reference}": ["text": "Another text."],
            "POST /v1/cases/{reference}/decisions": ["choice": "follow"],
            "PATCH /v1/jurisdiction": ["name": "Amsterdam and around"],
            "POST /v1/contact-keys": ["publicKey": .string(ContactKey(newNamed: "2027")?.publicHalf.text ?? "")],
            "POST /v1/people": ["roles": ["officer"]],
            "POST /v1/people/{id}/roles": ["role": "policy", "grant": true],
            "POST /v1/people/{id}/subjects": ["issuer": "https://id.example.nl", "subject": "e5e5"],
            "POST /v1/deputies": ["startsOn": "2097-01-01", "endsOn": "2097-02-01"],
            "POST /v1/draws": ["firstDay": today, "lastDay": today, "outlets": [.string(house.freeOutlet)]],
            "POST /v1/integrity/settings": ["setting": "sealed_hours", "value": 2],
            "PUT /v1/inspections/{id}": Samples.inspection(house.subjects["/v1/outlets/"] ?? "", []).members ?? [:],
            "POST /v1/inspections/{id}/corrections": ["criterion": "J", "result": "pass"],
            "POST /v1/outlets/{reference}/licences": ["validFrom": "2097-01-01"],
            "POST /v1/licences/{reference}/renew": ["endsOn": "2098-01-01"],
            "POST /v1/outlets": Samples.outlet(77).members ?? [:],
            "PATCH /v1/outlets/{reference}": ["name": "Another name"],
            "POST /v1/outlets/{reference}/move": [
                "street": "Damrak", "houseNumber": "9", "postcode": "1012LG", "locality": "Amsterdam",
                "longitude": 4.9, "latitude": 52.37, "on": today,
            ],
            "POST /v1/parties": ["kind": "natural", "name": "Mees"],
            "PATCH /v1/parties/{reference}": ["name": "Mees"],
            "POST /v1/outlets/{reference}/roles": ["role": "manager", "validFrom": "2026-01-01"],
            "POST /v1/policy-packs": ["text": .string(Self.pack)],
            "PATCH /v1/policy-packs/{number}": ["text": .string(Self.pack)],
            "POST /v1/policy-packs/built-in": pack,
            "POST /v1/policy-packs/{number}/propose": [
                "validFrom": "2020-01-01", "besideReason": "nuisance follows a ladder of its own",
            ],
            "POST /v1/policy-packs/{number}/propose-end": ["endDay": "2098-01-01"],
            "POST /v1/nuisance-reports": [
                "longitude": 4.9, "latitude": 52.37, "address": "Damrak 1", "occurredAt": "2026-10-01T12:00:00Z",
            ],
        ]
    }

    /// Read once: to read all packs takes seconds.
    private static let pack = (try? PackShelf.installed())?.shipped.first { $0.id == "nl/dordrecht/o" }?.text.text ?? ""

    private var files: [String: [UInt8]] {
        [
            "PUT /v1/evidence/{sha256}": TestEvidence.photo("a counter in \(house.authority.code)"),
            "POST /v1/imports/outlets": Array("kind,street,house_number\nconsumption,Gracht,1\n".utf8),
            "POST /v1/imports/history": Array(
                "record,licence_number,day,case_number,criterion,standing,measure\npenalty,L-1,2020-01-01,C-1,J,established,closure\n"
                    .utf8),
        ]
    }

    /// Behind the path of a change: nearly all are tried alone.
    static func query(_ route: Route) -> String {
        switch "\(route.method.rawValue) \(route.path)" {
        // A file that is there already is taken once more, and a contact that is read is as it was.
        case "PUT /v1/evidence/{sha256}", "POST /v1/unsealings/{number}/reading": ""
        case "POST /v1/imports/outlets": "?profile=generic&apply=true&dryRun=true"
        case "POST /v1/imports/history": "?profile=generic&file=own.csv&apply=true&dryRun=true"
        default: "?dryRun=true"
        }
    }

    static func type(_ route: Route) -> String? { route.path.hasPrefix("/v1/imports/") ? "text/csv" : nil }
}

extension JSONValue {
    fileprivate var members: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}
