import HTTPTypes
import Hummingbird
import Records
import Registry

extension RouteTable {
    /// Whole tables as a stream; memory stays flat, and a slow reader slows the database.
    mutating func addExports() {
        for kind in ExportKind.allCases {
            signedIn(.get, "/v1/exports/\(kind.rawValue)") { ask in
                let format = try ask.query { $0.optionalChoice("format", of: ExportFormat.self) ?? .csv }
                try Registry.requireExporter(of: kind, ask.actor)
                return ask.export(kind, format, try ask.parts.streams.take())
            }
        }
    }
}

extension Ask {
    /// Once the head is sent a failure can only be shown by breaking the stream off, which every client notices: the
    /// last chunk is missing.
    fileprivate func export(_ kind: ExportKind, _ format: ExportFormat, _ place: StreamPlaces.Taken) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = format.mediaType
        headers[.contentDisposition] = "attachment; filename=\"\(kind.rawValue).\(format.rawValue)\""
        let (registry, actor) = (registry, actor)
        let body = ResponseBody.streaming { write in
            try await registry.export(kind, format, actor, write)
            place.giveBack()
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
