#!/usr/bin/env bash
# Makes the old files of this folder from the reading's documents, with LibreOffice:
#     apt install libreoffice-writer-nogui
#     ./make.sh
set -euo pipefail
cd "$(dirname "$0")"
docx=../../../reading/tests/formats
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

office() { soffice "-env:UserInstallation=file://$made/profile" --headless --convert-to "$1" --outdir "$made" "$2"; }

office doc $docx/labels.docx && mv "$made/labels.doc" .
office doc $docx/rectify_table.docx && mv "$made/rectify_table.doc" .
office rtf $docx/dates.docx && mv "$made/dates.rtf" .
# What WPS writes is Word's format under another name.
office doc $docx/leaders.docx && mv "$made/leaders.doc" leaders.wps
# A picture that stands on the network; the port is put in by the test.
cat > "$made/linked.fodt" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
    xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2"
    office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>一图读懂<draw:frame
    text:anchor-type="as-char" svg:width="3cm" svg:height="3cm"><draw:image
    xlink:href="http://127.0.0.1:12345/picture.png" xlink:type="simple"/></draw:frame></text:p></office:text></office:body></office:document>
XML
office doc "$made/linked.fodt" && mv "$made/linked.doc" .
