-- From the house Markdown to each format: cover, contents, captions, alternative texts.
--
-- The house Markdown has one level-1 heading, then the cover up to a rule, then sections. The
-- paragraph after a picture is its caption; a paragraph "Table N. …" before a table is the table's.
-- Everything written raw here is made of escaped text.

local stringify = pandoc.utils.stringify

local function escape_xml(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"):gsub('"', "&quot;"))
end

local NO_BREAK = utf8.char(0xA0)

local function escape_typst(text)
  return (text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", " "))
end

local function the_picture(block)
  if block and block.t == "Para" and #block.content == 1 and block.content[1].t == "Image" then
    return block.content[1]
  end
end

local function is_table_caption(block)
  return block and block.t == "Para" and stringify(block):match("^Table %d+%. ") ~= nil
end

local function styled(style, inlines)
  return pandoc.Div({ pandoc.Para(inlines) }, pandoc.Attr("", {}, { ["custom-style"] = style }))
end

local figures = {
  typst = function(image, caption)
    local picture = string.format(
      '#figure(image("/%s", alt: "%s", width: 100%%), caption: [',
      escape_typst(image.src), escape_typst(stringify(image.caption)))
    local words = pandoc.Para(caption)
    words.content:insert(1, pandoc.RawInline("typst", picture))
    words.content:insert(pandoc.RawInline("typst", "])"))
    return { words }
  end,
  html = function(image, caption)
    return {
      pandoc.RawBlock("html", "<figure>"),
      pandoc.Plain({ image }),
      pandoc.RawBlock("html", "<figcaption>"),
      pandoc.Plain(caption),
      pandoc.RawBlock("html", "</figcaption></figure>"),
    }
  end,
  docx = function(image, caption)
    image.attributes.width = "6.25in" -- what the narrower of the two papers has between its margins
    return { styled("Captioned Figure", { image }), styled("Image Caption", caption) }
  end,
}

-- Columns share the page by what is in them; a browser does that by itself.
local NARROWEST_LINE, WIDEST_COLUMN, LONGEST_WORD, AROUND_A_WORD = 80, 46, 28, 4

local function widths_of(block)
  local widths, words = {}, {}
  local function measure(rows)
    for _, row in ipairs(rows) do
      for column, cell in ipairs(row.cells) do
        local text = stringify(cell.contents)
        local wanted = math.min(utf8.len(text) or #text, WIDEST_COLUMN)
        local word_wanted = 0
        for word in text:gmatch("%S+") do
          word_wanted = math.max(word_wanted, math.min(utf8.len(word) or #word, LONGEST_WORD))
        end
        words[column] = math.max(words[column] or 0, word_wanted + AROUND_A_WORD)
        widths[column] = math.max(widths[column] or 0, math.max(wanted, word_wanted) + AROUND_A_WORD)
      end
    end
  end
  measure(block.head.rows)
  for _, body in ipairs(block.bodies) do measure(body.body) end
  local total, least = 0, 0
  for column, width in ipairs(widths) do
    total = total + width
    least = least + words[column]
  end
  -- Where a line is too short for all, no column gets less than its longest word needs; the rest is shared.
  if total > NARROWEST_LINE then
    local over = math.max(NARROWEST_LINE - least, 0)
    for column, width in ipairs(widths) do
      widths[column] = words[column] + over * (width - words[column]) / math.max(total - least, 1)
    end
    total = math.max(least, NARROWEST_LINE)
  end
  for column, width in ipairs(widths) do widths[column] = width / math.max(total, NARROWEST_LINE) end
  return widths
end

local SHORT_TABLE, MOST_LINES, LINE = 16, 36, 95

-- How many lines of print a table takes, about, when its columns are so wide.
local function lines_of(block, widths)
  local lines = 0
  for _, body in ipairs(block.bodies) do
    for _, row in ipairs(body.body) do
      local tallest = 1
      for column, cell in ipairs(row.cells) do
        local text = stringify(cell.contents)
        tallest = math.max(tallest, math.ceil((utf8.len(text) or #text) / ((widths[column] or 1) * LINE)))
      end
      lines = lines + tallest
    end
  end
  return lines
end

-- Typst breaks no word by itself. One that is longer than its line may break between any two letters;
-- nothing is put between them that a reader would copy along.
local function breakable(most)
  local function letters(text, made_of)
    if #text <= most or utf8.len(text) <= most then return nil end
    return pandoc.RawInline("typst", string.format('#("%s".clusters()%s.join(h(0.01pt)));', escape_typst(text), made_of))
  end
  return {
    Str = function(word) return letters(word.text, "") end,
    Code = function(word) return letters(word.text, ".map(raw)") end,
  }
end

-- About how many letters a column takes: capitals are wide, and codes of call types are made of them.
local LETTERS, LETTERS_OF_AN_INSET = 76, 3

local function break_in_columns(rows, widths)
  for _, row in ipairs(rows) do
    for column, cell in ipairs(row.cells) do
      cell.contents = cell.contents:walk(breakable(math.max(math.floor((widths[column] or 1) * LETTERS) - LETTERS_OF_AN_INSET, 4)))
    end
  end
end

-- A short table goes to the next page whole rather than over the end of this one.
local function kept_together(block)
  return pandoc.Div({
    pandoc.RawBlock("typst", "#[\n#show figure: set block(breakable: false, above: 1.6em, below: 1.6em)"),
    block,
    pandoc.RawBlock("typst", "]"),
  })
end

local function finish_table(block, caption)
  local widths
  if FORMAT ~= "html" then
    widths = widths_of(block)
    block.colspecs = block.colspecs:map(function(spec, column) return { spec[1], widths[column] } end)
  end
  if FORMAT == "typst" then
    break_in_columns(block.head.rows, widths)
    for _, body in ipairs(block.bodies) do break_in_columns(body.body, widths) end
  end
  block.caption = { long = { pandoc.Plain(caption) } }
  local short = FORMAT == "typst" and #block.bodies[1].body <= SHORT_TABLE and lines_of(block, widths) <= MOST_LINES
  if short then return kept_together(block) end
  if FORMAT ~= "html" then return block end
  -- A wide table scrolls in its own frame, which a keyboard must be able to reach.
  local frame = { { "role", "region" }, { "tabindex", "0" }, { "aria-label", stringify(caption) } }
  return pandoc.Div({ block }, pandoc.Attr("", { "table" }, frame))
end

local function captioned(blocks)
  local done = pandoc.List()
  local place = 1
  while place <= #blocks do
    local image = the_picture(blocks[place])
    if image and figures[FORMAT] then
      done:extend(figures[FORMAT](image, blocks[place + 1].content))
      place = place + 2
    elseif is_table_caption(blocks[place]) and blocks[place + 1] and blocks[place + 1].t == "Table" then
      done:insert(finish_table(blocks[place + 1], blocks[place].content))
      place = place + 2
    else
      done:insert(blocks[place])
      place = place + 1
    end
  end
  return done
end

local function divided(blocks)
  for place, block in ipairs(blocks) do
    if block.t == "HorizontalRule" then
      local cover, body = pandoc.List(), pandoc.List()
      for before = 1, place - 1 do cover:insert(blocks[before]) end
      for after = place + 1, #blocks do body:insert(blocks[after]) end
      return cover, body
    end
  end
  error("the document has no cover")
end

local function headings(blocks, deepest)
  local found = pandoc.List()
  for _, block in ipairs(blocks) do
    if block.t == "Header" and block.level <= deepest then found:insert(block) end
  end
  return found
end

local SECTION, LONG_CONTENTS = 2, 12
local PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

-- A field that Word can bring up to date, holding a list that shows without it.
local function contents_for_word(blocks)
  local lines = pandoc.List()
  local list = headings(blocks, 2)
  for place, heading in ipairs(list) do
    heading.identifier = "section-" .. place -- Word takes no bookmark that starts with a digit
    local before = place == 1 and
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' or ""
    local after = place == #list and '<w:r><w:fldChar w:fldCharType="end"/></w:r>' or ""
    lines:insert(string.format(
      '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>%s<w:hyperlink w:anchor="%s" w:history="1"><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:hyperlink>%s</w:p>',
      before, escape_xml(heading.identifier), escape_xml(stringify(heading.content)), after))
  end
  return {
    pandoc.Div({ pandoc.Para("Contents") }, pandoc.Attr("", {}, { ["custom-style"] = "TOC Heading" })),
    pandoc.RawBlock("openxml", table.concat(lines, "\n")),
  }
end

local function contents_for_web(blocks)
  local items = pandoc.List()
  for _, heading in ipairs(headings(blocks, 2)) do
    items:insert({ pandoc.Plain({ pandoc.Link(heading.content, "#" .. heading.identifier) }) })
  end
  return {
    pandoc.RawBlock("html", '<nav aria-labelledby="contents"><p id="contents" class="nav-title">Contents</p>'),
    pandoc.BulletList(items),
    pandoc.RawBlock("html", "</nav>"),
  }
end

-- Two quotations after one another would run together: the last line of each has room below.
local function spaced_quote(block)
  if block.t == "BlockQuote" then
    local last = block.content[#block.content]
    if last.t == "Para" then block.content[#block.content] = styled("Block Text End", last.content) end
  end
  return block
end

-- A paragraph right under a table needs room above.
local function spaced(blocks)
  for place = 2, #blocks do
    if blocks[place - 1].t == "Table" and blocks[place].t == "Para" then
      blocks[place] = styled("After Table", blocks[place].content)
    end
  end
  return blocks
end

-- A picture among the lines of the cover is the logo.
local function small(image)
  image.attributes.height = "0.6in"
  return image
end

local function assemble_word(doc, cover, body)
  local blocks = pandoc.List()
  for place, block in ipairs(cover) do
    if place == 1 then
      doc.meta.title = pandoc.MetaInlines(block.content)
    else
      blocks:insert(styled("Cover", pandoc.Para(block.content):walk({ Image = small }).content))
    end
  end
  blocks:insert(pandoc.RawBlock("openxml", PAGE_BREAK))
  blocks:extend(contents_for_word(body))
  if #headings(body, SECTION) > LONG_CONTENTS then blocks:insert(pandoc.RawBlock("openxml", PAGE_BREAK)) end
  blocks:extend(spaced(body):map(spaced_quote))
  return blocks
end

local function assemble_web(_, cover, body)
  local blocks = pandoc.List({ pandoc.RawBlock("html", "<header>") })
  blocks:extend(cover)
  blocks:insert(pandoc.RawBlock("html", "</header>"))
  blocks:extend(contents_for_web(body))
  blocks:insert(pandoc.RawBlock("html", "<main>"))
  blocks:extend(body)
  blocks:insert(pandoc.RawBlock("html", "</main>"))
  return blocks
end

-- Words that lead over to what follows do not stay behind at the foot of a page: what ends with a colon,
-- and what stands between the heading of a section and its first part or table.
local function leads_over(blocks, place)
  local block, next_block = blocks[place], blocks[place + 1]
  if not next_block or block.t ~= "Para" then return false end
  if stringify(block):match(":$") then return true end
  local first = place
  while first > 1 and place - first < 2 and blocks[first - 1].t == "Para" do first = first - 1 end
  local heading = blocks[first - 1]
  local opens = heading and heading.t == "Header" and heading.level == SECTION
  local rest = place
  while blocks[rest] and blocks[rest].t == "Para" do rest = rest + 1 end
  local follows = blocks[rest]
  local is_its_own = follows and (follows.t == "Div" or follows.t == "Header" and follows.level > SECTION)
  return opens and is_its_own and rest - first <= 2
end

local function held_to_what_follows(blocks)
  local done = pandoc.List()
  for place, block in ipairs(blocks) do
    if leads_over(blocks, place) then
      done:insert(pandoc.RawBlock("typst", "#block(sticky: true)["))
      done:insert(block)
      done:insert(pandoc.RawBlock("typst", "]"))
    else
      done:insert(block)
    end
  end
  return done
end

-- Letters that fit on a line of the cover's title, of a heading, of the text.
local IN_TITLE, IN_HEADING, IN_TEXT = 22, 34, 40

local function assemble_print(doc, cover, body)
  doc.meta.title = pandoc.MetaInlines(cover[1].content:walk(breakable(IN_TITLE)))
  doc.meta["plain-title"] = pandoc.MetaInlines({ pandoc.RawInline("typst", '"' .. escape_typst(stringify(cover[1].content)):gsub(NO_BREAK, " ") .. '"') })
  local lines = pandoc.List()
  for place = 2, #cover do lines:insert(pandoc.MetaInlines(cover[place].content:walk(breakable(IN_TEXT)))) end
  doc.meta.cover = pandoc.MetaList(lines)
  local headings_break = { Header = function(heading) heading.content = heading.content:walk(breakable(IN_HEADING)) return heading end }
  return pandoc.Blocks(held_to_what_follows(body)):walk(headings_break):walk(breakable(IN_TEXT))
end

local assemble = { docx = assemble_word, html = assemble_web, typst = assemble_print }

-- A letter: sender, day and addressee stand where a roadmap has its cover; no contents, no page of its own.
local function letter_for_word(_, cover, body)
  local blocks = pandoc.List()
  for place = 2, #cover do
    blocks:insert(styled("Cover", pandoc.Para(cover[place].content):walk({ Image = small }).content))
  end
  blocks:insert(cover[1])
  blocks:extend(spaced(body):map(spaced_quote))
  return blocks
end

local function letter_for_web(_, cover, body)
  local blocks = pandoc.List({ pandoc.RawBlock("html", "<header>") })
  for place = 2, #cover do blocks:insert(cover[place]) end
  blocks:insert(pandoc.RawBlock("html", "</header><main>"))
  blocks:insert(cover[1])
  blocks:extend(body)
  blocks:insert(pandoc.RawBlock("html", "</main>"))
  return blocks
end

local letter = { docx = letter_for_word, html = letter_for_web, typst = assemble_print }

-- The reader passes HTML on even when told not to. Nothing raw may come from the text itself.
local function without_raw(doc)
  return doc:walk({
    RawInline = function(raw) return pandoc.Str(raw.text) end,
    RawBlock = function(raw) return pandoc.Para({ pandoc.Str(raw.text) }) end,
  })
end

-- Typst reads marks that pandoc leaves bare: a cell that begins with `- `, an item with `= `, three dots, `-5`.
-- A word that is more than letters goes to it as a string, which means its characters and nothing else.
local function only_characters(word)
  local plain = word.text:match("^[%a\128-\255][%w\128-\255]*[,.;:!?]?$") or word.text:match("^%d[%d,]*$")
  if not plain then return pandoc.RawInline("typst", string.format('#"%s";', escape_typst(word.text))) end
end

-- Its pages, its cover and what stands over them.
local function with_strings(doc)
  local strings = { Str = only_characters }
  doc.meta.title = doc.meta.title:walk(strings)
  doc.meta.cover = pandoc.MetaList(doc.meta.cover:map(function(line) return line:walk(strings) end))
  if doc.meta.mark then
    doc.meta.mark = pandoc.MetaInlines({ only_characters({ text = stringify(doc.meta.mark) .. " " }) })
  end
  return doc:walk(strings)
end

-- Typst wants language and region apart.
local function language(doc)
  local code, region = stringify(doc.meta.lang):match("^(%a+)-?(%a*)$")
  doc.meta["lang-code"] = code or "en"
  if region and region ~= "" then doc.meta["lang-region"] = region end
end

function Pandoc(doc)
  doc = without_raw(doc)
  local cover, body = divided(doc.blocks)
  local kinds = doc.meta.kind and stringify(doc.meta.kind) == "letter" and letter or assemble
  if FORMAT == "docx" then -- what is left here becomes properties of the file
    for _, ours in ipairs({ "kind", "mark", "lang-code", "lang-region" }) do doc.meta[ours] = nil end
  end
  doc.meta.lang = doc.meta.lang or "en-US"
  language(doc)
  body = captioned(body)
  doc.blocks = kinds[FORMAT](doc, cover, body)
  if FORMAT ~= "html" and not (FORMAT == "docx" and kinds == letter) then
    -- The title is no heading there, so sections are level 1. A letter in Word has its subject as one.
    doc = doc:walk({ Header = function(header) header.level = math.max(1, header.level - 1) return header end })
  end
  if FORMAT == "typst" then doc = with_strings(doc) end
  return doc
end
