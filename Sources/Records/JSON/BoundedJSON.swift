/// Reads JSON (RFC 8259) from somebody who may mean harm: strict, with a bound on depth and on the number of values.
package enum BoundedJSON {
    /// How much a document may hold.
    package struct Limits: Sendable {
        package var depth: Int
        package var nodes: Int

        package init(depth: Int, nodes: Int) {
            self.depth = depth
            self.nodes = nodes
        }

        /// 32 levels of lists and objects, 10,000 values.
        package static let standard = Limits(depth: 32, nodes: 10_000)
    }

    /// The one value that `bytes` hold.
    ///
    /// - Throws: `JSONProblem` for anything that RFC 8259 doesn't allow, for a second member of one name, half a
    ///   surrogate pair, a number beyond a double, bytes after the value, and for a document beyond `limits`.
    package static func parse(_ bytes: [UInt8], limits: Limits = .standard) throws(JSONProblem) -> JSONValue {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONProblem) in try parse(buffer, limits: limits) }
    }

    /// As above, over memory that is borrowed for the call.
    package static func parse(
        _ buffer: UnsafeBufferPointer<UInt8>, limits: Limits = .standard
    ) throws(JSONProblem) -> JSONValue {
        var reader = JSONReader(bytes: buffer, limits: limits)
        return try reader.document()
    }
}
