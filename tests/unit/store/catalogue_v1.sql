PRAGMA application_id = 1366649202;
PRAGMA user_version = 1;
CREATE TABLE state (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        own_title TEXT,                -- given by the user; survives reading again
        path NOT NULL,                 -- a blob where the name is not UTF-8
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        modified_at REAL NOT NULL,
        added_at REAL NOT NULL,
        reader TEXT NOT NULL,
        stage TEXT NOT NULL,
        status TEXT NOT NULL,
        n_pages INTEGER NOT NULL,
        n_elements INTEGER NOT NULL,
        n_tables INTEGER NOT NULL,
        n_figures INTEGER NOT NULL
    );
CREATE INDEX documents_by_sha256 ON documents (sha256);
CREATE INDEX documents_by_path ON documents (path);
CREATE INDEX documents_by_file_name ON documents (file_name);
CREATE TABLE pages (
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        width_pt REAL NOT NULL,
        height_pt REAL NOT NULL,
        text_origin TEXT NOT NULL,
        label TEXT NOT NULL,
        PRIMARY KEY (document_key, number)
    ) WITHOUT ROWID;
CREATE TABLE sections (
        key INTEGER PRIMARY KEY,
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        id TEXT NOT NULL UNIQUE,
        headings TEXT NOT NULL,        -- the path as running text, for the full-text index
        heading_path BLOB NOT NULL,
        members BLOB NOT NULL          -- positions of its elements in the document
    );
CREATE INDEX sections_by_document ON sections (document_key);
CREATE TABLE elements (
        key INTEGER PRIMARY KEY,
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        page_number INTEGER NOT NULL,
        level INTEGER NOT NULL,
        section_id TEXT NOT NULL,
        label TEXT NOT NULL,
        image TEXT,
        boxes BLOB NOT NULL,
        context TEXT NOT NULL,
        text TEXT NOT NULL,
        words BLOB                     -- last: often long, and rarely wanted
    );
CREATE INDEX elements_by_page ON elements (document_key, page_number);
CREATE TABLE outline (
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        level INTEGER NOT NULL,
        title TEXT NOT NULL,
        page_number INTEGER NOT NULL,
        PRIMARY KEY (document_key, position)
    ) WITHOUT ROWID;
CREATE TABLE problems (
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        stage TEXT NOT NULL,
        message TEXT NOT NULL,
        hint TEXT NOT NULL,
        page INTEGER,
        PRIMARY KEY (document_key, position)
    ) WITHOUT ROWID;
CREATE TABLE collections (key INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
CREATE TABLE memberships (
        collection_key INTEGER NOT NULL REFERENCES collections (key) ON DELETE CASCADE,
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        PRIMARY KEY (collection_key, document_key)
    ) WITHOUT ROWID;
CREATE INDEX memberships_by_document ON memberships (document_key);
CREATE TABLE spaces (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        model TEXT NOT NULL,
        revision TEXT NOT NULL,
        dim INTEGER NOT NULL,
        modalities BLOB NOT NULL
    );
CREATE TABLE vector_blocks (
        key INTEGER PRIMARY KEY,
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        space_key INTEGER NOT NULL REFERENCES spaces (key),
        level TEXT NOT NULL,
        n_rows INTEGER NOT NULL,
        ids BLOB NOT NULL,
        checksum INTEGER NOT NULL,     -- CRC-32 of the data: SQLite does not notice a flipped bit in a blob
        data BLOB NOT NULL
    );
CREATE INDEX vector_blocks_by_document ON vector_blocks (document_key, space_key, level, n_rows);
CREATE INDEX vector_blocks_by_space ON vector_blocks (space_key, level, document_key, n_rows);
CREATE VIEW blocks AS
    SELECT vector_blocks.key AS key, document_key, spaces.id AS space_id, dim, level, n_rows, ids, checksum,
           data
    FROM vector_blocks
    JOIN spaces ON spaces.key = space_key;
CREATE TABLE index_debts (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        space_key INTEGER NOT NULL,
        level TEXT NOT NULL,
        ids BLOB NOT NULL
    );
CREATE TABLE token_spaces (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        dim INTEGER NOT NULL
    );
CREATE TABLE tokens (
        element_key INTEGER NOT NULL REFERENCES elements (key) ON DELETE CASCADE,
        space_key INTEGER NOT NULL REFERENCES token_spaces (key),
        n_rows INTEGER NOT NULL,
        data BLOB NOT NULL,
        words BLOB,
        PRIMARY KEY (element_key, space_key)
    );
CREATE TABLE drafts (
        document_id TEXT NOT NULL,
        page_number INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (document_id, page_number)
    );
CREATE VIEW findable AS
    SELECT elements.key AS key,
           elements.document_key AS document_key,
           elements.text AS text,
           elements.label || ' ' || elements.context || ' ' || ifnull(sections.headings, '') AS context,
           ifnull(documents.own_title, documents.title) || ' ' || documents.file_name AS title
    FROM elements
    JOIN documents ON documents.key = elements.document_key
    LEFT JOIN sections ON sections.id = elements.section_id
    WHERE elements.kind <> 'furniture';
CREATE VIRTUAL TABLE lexical USING fts5 (
        text, context, title, content = 'findable', content_rowid = 'key',
        tokenize = 'porter unicode61 remove_diacritics 2'
    );
INSERT INTO state VALUES ('generation',4);
INSERT INTO state VALUES ('index_looks',4033049956);
INSERT INTO state VALUES ('index_number',1);
INSERT INTO state VALUES ('index_unclean',0);
INSERT INTO documents VALUES (2,'a7937b64b8caa58f','The first',NULL,'/papers/first.pdf','first.pdf','application/pdf','a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e',1234,1700000000.25,1.79534909763569474217e+09,'pdf/1','ready','added',1,4,0,1);
INSERT INTO pages VALUES (2,1,595.3,841.9,'layer','p1');
INSERT INTO sections VALUES (1,2,'a7937b64b8caa58f/s0','Findings Chapter 1',X'92A846696E64696E6773A9436861707465722031',X'9400010203');
INSERT INTO elements VALUES (1,2,'a7937b64b8caa58f:0','text',1,0,'a7937b64b8caa58f/s0','',NULL,X'000000000008524000000000000054400000000000487F400000000000005740','','first speaks of copper copper meadow meadow nitrogen signal signal winter signal valley bridge winter in part 0.',X'789C636063676607024E760860666565636203020E360860626132369E05046721200D0418300058090135C40063634920E8E10143B6636D6E6D58D44822A969736373636BC000C4D835E10CA784755CC3A415BB4EDF7DC7C021282ABD10031C6211368BACE95FB6FDE4AD377FD90544A4E476600062EC7272724600171070C204CE84D50000F0DD6286');
INSERT INTO elements VALUES (2,2,'a7937b64b8caa58f:1','text',1,0,'a7937b64b8caa58f/s0','',NULL,X'000000000008524000000000000054400000000000487F400000000000405740','','first speaks of ledger budget bridge bridge meadow harbour winter winter winter signal signal turbine in part 1.',X'789C636063676607010E08C9CCCACAC6C40602EC10928985C9D87816109C8582342060C0006025B390946051430C30369604821E9E1E20E2E9696B736BC3A24612A206A482C7CD8DCD8DAD01031063D784339C12D6710D93166F3F79EBCD5F764151E98518E0108BB059644DFFC2ADC76EBCFCCD26202225B7030310639793933312700102274C80AE048B1A00B35D634D');
INSERT INTO elements VALUES (3,2,'a7937b64b8caa58f:2','text',1,0,'a7937b64b8caa58f/s0','',NULL,X'000000000008524000000000000054400000000000487F400000000000805740','','first speaks of bridge valley harbour harbour nitrogen signal valley signal budget nitrogen copper bridge in part 2.',X'789C636063676667E7E0E064070220C1CCCACAC6C4C6061462030220C1C4C2646C3C0B08CE42401A083060000C2558D410038C8D25818087A70704D98EB5B9B561510352D20356C10354C1E6C6D6800188B16BC2194E09EBB8E6E96BF75F78F49995574C4A61210638C4226C16D93065F59E73F73F32F3884ACA2BEFC000C4D8E5E4E48C002E20E08409D0956051030094CD6203');
INSERT INTO elements VALUES (4,2,'a7937b64b8caa58f:3','figure',1,0,'a7937b64b8caa58f/s0','Figure 1','a7937b64b8caa58f/figure-3.webp',X'000000000008524000000000000054400000000000487F400000000000C05740','a caption about dragonflies','first speaks of ledger orchard meadow river signal winter copper bridge winter valley valley bridge in part 3.',X'789C6360636766E76067638702665656362636763656362860626132369E050467A1200D0818300086122C6A8801C6C69240C0C3D303866E6CC7D8B0A80129E981A8E8613BD676ACAD01031063D784339C12D6C9CD93166F3D76E3E56F367E21C98518E0108BB0595C43FFC24D47AE3EFFC1CA2B282EBD030310639793933312700102274C80AE048B1A0084E86452');
INSERT INTO elements VALUES (5,2,'a7937b64b8caa58f:4','furniture',1,0,'','',NULL,X'','','confidential footer',NULL);
INSERT INTO outline VALUES (2,0,1,'Findings',1);
INSERT INTO collections VALUES (1,'Reading');
INSERT INTO memberships VALUES (1,2);
INSERT INTO spaces VALUES (1,'tiny-space','tiny','r1',32,X'91A474657874');
INSERT INTO vector_blocks VALUES (1,2,1,'element',4,X'94B2613739333762363462386361613538663A30B2613739333762363462386361613538663A31B2613739333762363462386361613538663A32B2613739333762363462386361613538663A33',748270940,X'0BA5D52A332E4C34402E8EB173A19423501DF0AE1FA9052C56B3E4B5221DB0AB412CD3B2C431A8AFB13665A9E6B431B05EB25CA78EA18632E1A6BFB443B5BAAA912D09355DACF936C6B109B152AFBCAFEDAC6C2E66A950AAA82D0FA156B1E7921134C9B4392AED30FA2D6FAB472EFFADE8AD0C360CB132B2D32CEF2DB42D57B544B41CACECB357B6692E0FB11BAA95A29DB453A685AAC02E3B2840B12D2CB22E30B32FB390286A2E45B3B32E1CB222346CAC8A316C32E5B144B185B41E31162EE8B17DB0D1359AA6E2B4D6B5F435F3ADB6305F30D7B226AEB431DAB10B2CC634E89BC8A895AEA03023B0B8ACF829202D1FAF97B008B06D9E3C306B2685B2B5AF');
INSERT INTO vector_blocks VALUES (2,2,1,'section',1,X'91B3613739333762363462386361613538662F7330',3733739001,X'88B0141B542F5530E0B4B22F3A30B1A4D7345EB05D315FB3182F5A2AEB30492D9F306698CC2D44B323B5C934422FF030AAAAA3AD25B1BCB2D7B54C2C2C2C7E33');
INSERT INTO vector_blocks VALUES (3,2,1,'document',1,X'91B061373933376236346238636161353866',239652385,X'F8B4B8AC8AA1062EDDAEC80E122F29AC5CB1B4B1D31C47ABC718E6B2ADAF992F5AAEBDB2C334482D1CB04C9F142A75AA7C36E72182AE80A90435DB369E332BB2');
INSERT INTO token_spaces VALUES (1,'tiny-space/tok8',8);
INSERT INTO tokens VALUES (1,1,1,X'2C4E864FF80421C9',X'789C9BB8A8DC0000054C01DB');
INSERT INTO tokens VALUES (2,1,2,X'7A8EC7E212E9A28C818DA67FB12740BC',X'789C9BB4A8DC7051B911000DEE0328');
INSERT INTO tokens VALUES (3,1,3,X'C8EFC479AE654C589EE521FE2A2D2A90750E67C6DD61B091',X'789C9BBCA8DC7851B9C9A27253001A8F047B');
INSERT INTO tokens VALUES (4,1,1,X'E02EA05ED7BA0B65',X'789C9BB8A8DC0C00055201E1');
INSERT INTO lexical (lexical) VALUES ('rebuild');
