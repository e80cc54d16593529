import CLibpq

/// Writes rows of one result as JSON objects; the keys are escaped once.
struct RowJSONWriter {
    private let result: ServerResult
    private let columns: [Int32]
    private let types: [UInt32]
    private let keys: [[UInt8]]

    init(_ result: ServerResult) {
        self.result = result
        let names = (0..<PQnfields(result.pointer)).map { column in
            (column, PQfname(result.pointer, column).map { String(cString: $0) } ?? "")
        }
        let shown = names.filter { !$0.1.hasPrefix("_") }
        columns = shown.map(\.0)
        types = columns.map { PQftype(result.pointer, $0) }
        keys = shown.indices.map { index in
            var key = GrowingBytes(capacity: 64)
            key.append(index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ","))
            camelCase(shown[index].1).withUnsafeBufferPointer { appendJSONString($0, to: &key) }
            key.append(UInt8(ascii: ":"))
            return key.array()
        }
    }

    /// A guess at one row's size, so that the output seldom grows.
    var estimate: Int { keys.reduce(2) { $0 + $1.count + 24 } }

    func append(row: Int32, to output: inout GrowingBytes) {
        let pointer = result.pointer
        if keys.isEmpty { output.append(UInt8(ascii: "{")) }
        for index in keys.indices {
            output.append(keys[index])
            let length = Int(PQgetlength(pointer, row, columns[index]))
            // NULL has no length, and is rare: only of what has none it is asked.
            if length == 0, PQgetisnull(pointer, row, columns[index]) == 1 {
                output.append("null")
            } else {
                let text = UnsafeRawPointer(PQgetvalue(pointer, row, columns[index]))
                appendJSONValue(
                    UnsafeBufferPointer(start: text?.assumingMemoryBound(to: UInt8.self), count: length),
                    type: types[index], to: &output)
            }
        }
        output.append(UInt8(ascii: "}"))
    }
}

/// `house_number` as `houseNumber`: the same word in SQL and in JSON, each in its own spelling.
private func camelCase(_ name: String) -> [UInt8] {
    var key: [UInt8] = []
    var raises = false
    for byte in name.utf8 {
        if byte == UInt8(ascii: "_") {
            raises = true
        } else {
            key.append(raises && byte >= 97 && byte <= 122 ? byte - 32 : byte)
            raises = false
        }
    }
    return key
}

/// Appends one value that is not NULL as JSON, by its type.
private func appendJSONValue(_ text: UnsafeBufferPointer<UInt8>, type: UInt32, to output: inout GrowingBytes) {
    switch type {
    case TypeOID.int2, TypeOID.int4, TypeOID.int8, TypeOID.oid, TypeOID.json, TypeOID.jsonb:
        output.append(text)
    case TypeOID.float4, TypeOID.float8, TypeOID.numeric:
        appendJSONNumber(text, to: &output)
    case TypeOID.bool:
        output.append(text.first == UInt8(ascii: "t") ? "true" : "false")
    case TypeOID.timestamptz:
        appendJSONTimestamp(text, to: &output)
    default:
        if let element = TypeOID.element(ofArray: type) {
            appendJSONArray(text, element: element, to: &output)
        } else {
            appendJSONString(text, to: &output)
        }
    }
}

/// PostgreSQL's `NaN`, `Infinity` and `-Infinity` have no JSON number and become strings.
private func appendJSONNumber(_ text: UnsafeBufferPointer<UInt8>, to output: inout GrowingBytes) {
    let isFinite = text.last.map { $0 >= 48 && $0 <= 57 } ?? false
    if isFinite { output.append(text) } else { appendJSONString(text, to: &output) }
}

private func appendJSONTimestamp(_ text: UnsafeBufferPointer<UInt8>, to output: inout GrowingBytes) {
    guard let instant = RFC3339(serverText: text) else { return appendJSONString(text, to: &output) }
    output.append(UInt8(ascii: "\""))
    output.append(instant.bytes)
    output.append(UInt8(ascii: "\""))
}

private func appendJSONArray(_ text: UnsafeBufferPointer<UInt8>, element: UInt32, to output: inout GrowingBytes) {
    var reader = ArrayTextReader(text)
    var needsComma = false
    while let token = reader.next() {
        if needsComma, token != .close { output.append(UInt8(ascii: ",")) }
        needsComma = token != .open
        switch token {
        case .open: output.append(UInt8(ascii: "["))
        case .close: output.append(UInt8(ascii: "]"))
        case .null: output.append("null")
        case .element(let bytes):
            bytes.withUnsafeBufferPointer { appendJSONValue($0, type: element, to: &output) }
        }
    }
}

/// Appends UTF-8 text as a JSON string: quote, backslash and control characters escaped, all else as it is.
private func appendJSONString(_ text: UnsafeBufferPointer<UInt8>, to output: inout GrowingBytes) {
    output.append(UInt8(ascii: "\""))
    var plain = 0
    for index in text.indices {
        let byte = text[index]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        output.append(UnsafeBufferPointer(rebasing: text[plain..<index]))
        appendJSONEscape(byte, to: &output)
        plain = index + 1
    }
    output.append(UnsafeBufferPointer(rebasing: text[plain...]))
    output.append(UInt8(ascii: "\""))
}

private func appendJSONEscape(_ byte: UInt8, to output: inout GrowingBytes) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    default:
        output.append("u00")
        output.append(byte >> 4 == 0 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
        output.append(Array("0123456789abcdef".utf8)[Int(byte & 0x0F)])
    }
}
