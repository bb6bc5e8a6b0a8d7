<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>Answers from your own papers and pictures, on your own machine.</source>
        <translation>Respuestas de sus propios documentos e imágenes, en su propio equipo.</translation>
    </message>
    <message>
        <source>Free software under the GNU Affero General Public License, version 3 or later. It comes without warranty. You may read, change and share it under that licence.</source>
        <translation>Software libre bajo la Licencia Pública General Affero de GNU, versión 3 o posterior. Sin garantía. Puede leerlo, modificarlo y compartirlo bajo esa licencia.</translation>
    </message>
    <message>
        <source>Read the Licence</source>
        <translation>Leer la licencia</translation>
    </message>
    <message>
        <source>Opens the web browser</source>
        <translation>Abre el navegador web</translation>
    </message>
    <message>
        <source>Third-Party Notices…</source>
        <translation>Avisos de terceros…</translation>
    </message>
    <message>
        <source>What Quire is made with, and under which licences</source>
        <translation>Con qué está hecho Quire y bajo qué licencias</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versiones</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Editar</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Ir</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>&amp;Add Files…</source>
        <translation>&amp;Añadir archivos…</translation>
    </message>
    <message>
        <source>Add &amp;Folder…</source>
        <translation>Añadir &amp;carpeta…</translation>
    </message>
    <message>
        <source>&amp;Paste Files or Image</source>
        <translation>&amp;Pegar archivos o imagen</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>A&amp;justes…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>&amp;Undo Last Change</source>
        <translation>&amp;Deshacer el último cambio</translation>
    </message>
    <message>
        <source>&amp;Library Pane</source>
        <translation>Panel de &amp;biblioteca</translation>
    </message>
    <message>
        <source>&amp;Document Pane</source>
        <translation>Panel de &amp;documento</translation>
    </message>
    <message>
        <source>Larger &amp;Text</source>
        <translation>&amp;Texto más grande</translation>
    </message>
    <message>
        <source>S&amp;maller Text</source>
        <translation>Texto más pe&amp;queño</translation>
    </message>
    <message>
        <source>&amp;Normal Text Size</source>
        <translation>Tamaño &amp;normal del texto</translation>
    </message>
    <message>
        <source>Theme of the &amp;System</source>
        <translation>Tema del &amp;sistema</translation>
    </message>
    <message>
        <source>L&amp;ight Theme</source>
        <translation>Tema &amp;claro</translation>
    </message>
    <message>
        <source>Dar&amp;k Theme</source>
        <translation>Tema &amp;oscuro</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>Pantalla comp&amp;leta</translation>
    </message>
    <message>
        <source>&amp;Next Pane</source>
        <translation>Panel &amp;siguiente</translation>
    </message>
    <message>
        <source>&amp;Previous Pane</source>
        <translation>Panel &amp;anterior</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>&amp;Biblioteca</translation>
    </message>
    <message>
        <source>&amp;Question</source>
        <translation>&amp;Pregunta</translation>
    </message>
    <message>
        <source>&amp;Document</source>
        <translation>&amp;Documento</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Atajos de teclado</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>&amp;Bienvenida</translation>
    </message>
    <message>
        <source>&amp;About Quire</source>
        <translation>Acerca &amp;de Quire</translation>
    </message>
</context>
<context>
    <name>Adding</name>
    <message>
        <source>There was nothing to add</source>
        <translation>No había nada que añadir</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of the folder are of kinds Quire does not read ({kinds}).</source>
        <translation>
            <numerusform>%n archivo de la carpeta es de un tipo que Quire no lee ({kinds}).</numerusform>
            <numerusform>%n archivos de la carpeta son de tipos que Quire no lee ({kinds}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n añadido</numerusform>
            <numerusform>%n añadidos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged</source>
        <translation>
            <numerusform>%n sin cambios</numerusform>
            <numerusform>%n sin cambios</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n updated</source>
        <translation>
            <numerusform>%n actualizado</numerusform>
            <numerusform>%n actualizados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added with problems</source>
        <translation>
            <numerusform>%n añadido con problemas</numerusform>
            <numerusform>%n añadidos con problemas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n falló</numerusform>
            <numerusform>%n fallaron</numerusform>
        </translation>
    </message>
    <message>
        <source>no extension</source>
        <translation>sin extensión</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Leyendo</translation>
    </message>
    <message>
        <source>Searchable</source>
        <translation>Se puede buscar</translation>
    </message>
    <message>
        <source>Deepening</source>
        <translation>Profundizando</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>Parcial</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>Still being written; added when it is complete</source>
        <translation>Aún se está escribiendo; se añadirá cuando esté completo</translation>
    </message>
    <message>
        <source>Looking into the folder</source>
        <translation>Mirando en la carpeta</translation>
    </message>
    <message>
        <source>{done} of {total} pages</source>
        <translation>{done} de {total} páginas</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n página</numerusform>
            <numerusform>%n páginas</numerusform>
        </translation>
    </message>
    <message>
        <source>Found by its words already; figures, tables and meaning follow.</source>
        <translation>Ya se encuentra por sus palabras; las figuras, las tablas y el significado vendrán después.</translation>
    </message>
    <message>
        <source>Found by its words already; figures, tables and meaning are being read.</source>
        <translation>Ya se encuentra por sus palabras; se están leyendo las figuras, las tablas y el significado.</translation>
    </message>
    <message>
        <source>Its text is being read.</source>
        <translation>Se está leyendo su texto.</translation>
    </message>
    <message>
        <source>Its turn comes.</source>
        <translation>Ya llegará su turno.</translation>
    </message>
    <message>
        <source>Something in Quire went wrong.</source>
        <translation>Algo ha fallado en Quire.</translation>
    </message>
    <message>
        <source>The log says what.</source>
        <translation>El registro dice qué.</translation>
    </message>
</context>
<context>
    <name>AddingPanel</name>
    <message>
        <source>Adding documents</source>
        <translation>Añadiendo documentos</translation>
    </message>
    <message>
        <source>Hide what is being added</source>
        <translation>Ocultar lo que se está añadiendo</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Stop adding</source>
        <translation>Dejar de añadir</translation>
    </message>
    <message>
        <source>Progress of adding</source>
        <translation>Progreso de la adición</translation>
    </message>
    <message>
        <source>Files that could not be added</source>
        <translation>Archivos que no se pudieron añadir</translation>
    </message>
    <message>
        <source>Files being added</source>
        <translation>Archivos que se están añadiendo</translation>
    </message>
    <message>
        <source>Leave This File Out</source>
        <translation>Omitir este archivo</translation>
    </message>
    <message>
        <source>Show what is being added</source>
        <translation>Mostrar lo que se está añadiendo</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Deteniendo…</translation>
    </message>
    <message numerus="yes">
        <source>Paused, %n file(s) left</source>
        <translation>
            <numerusform>En pausa, queda %n archivo</numerusform>
            <numerusform>En pausa, quedan %n archivos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adding %n file(s)</source>
        <translation>
            <numerusform>Añadiendo %n archivo</numerusform>
            <numerusform>Añadiendo %n archivos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be added</source>
        <translation>
            <numerusform>No se pudo añadir %n archivo</numerusform>
            <numerusform>No se pudieron añadir %n archivos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out</source>
        <translation>
            <numerusform>%n archivo omitido</numerusform>
            <numerusform>%n archivos omitidos</numerusform>
        </translation>
    </message>
    <message>
        <source>No answer from {name} for {n} s</source>
        <translation>Sin respuesta de {name} desde hace {n} s</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message numerus="yes">
        <source>and %n more file(s) for other reasons</source>
        <translation>
            <numerusform>y %n archivo más por otros motivos</numerusform>
            <numerusform>y %n archivos más por otros motivos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AddingQueue</name>
    <message>
        <source>Adding documents</source>
        <translation>Añadiendo documentos</translation>
    </message>
    <message>
        <source>Adding was stopped.</source>
        <translation>Se dejó de añadir.</translation>
    </message>
    <message>
        <source>What was finished stays.</source>
        <translation>Lo que estaba terminado se conserva.</translation>
    </message>
    <message>
        <source>Check its disk or the connection to it, then try again.</source>
        <translation>Compruebe su disco o la conexión con él e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>It does not answer.</source>
        <translation>No responde.</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message numerus="yes">
        <source>Nothing in your library supports %n sentence(s):</source>
        <translation>
            <numerusform>Nada en su biblioteca respalda %n frase:</numerusform>
            <numerusform>Nada en su biblioteca respalda %n frases:</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in your library supports this sentence</source>
        <translation>Nada en su biblioteca respalda esta frase</translation>
    </message>
</context>
<context>
    <name>AnswererChip</name>
    <message>
        <source>Who answers</source>
        <translation>Quién responde</translation>
    </message>
    <message>
        <source>Quotations</source>
        <translation>Citas</translation>
    </message>
    <message>
        <source>Who answers: {0}</source>
        <translation>Quién responde: {0}</translation>
    </message>
    <message>
        <source>Quotations, without a model</source>
        <translation>Citas, sin modelo</translation>
    </message>
    <message>
        <source>More Models…</source>
        <translation>Más modelos…</translation>
    </message>
</context>
<context>
    <name>AttachmentChip</name>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>Quitar la imagen</translation>
    </message>
</context>
<context>
    <name>ByAddress</name>
    <message>
        <source>Found another one on Hugging Face? Paste the address of its GGUF file; for a model that sees, add + and the name of its projector file.</source>
        <translation>¿Ha encontrado otro en Hugging Face? Pegue la dirección de su archivo GGUF; si el modelo ve imágenes, añada + y el nombre de su archivo proyector.</translation>
    </message>
    <message>
        <source>Address of a model</source>
        <translation>Dirección de un modelo</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Descargar…</translation>
    </message>
    <message>
        <source>Says first how it is licensed and where it comes from</source>
        <translation>Dice antes con qué licencia y de dónde viene</translation>
    </message>
</context>
<context>
    <name>CardList</name>
    <message>
        <source>A better order is ready</source>
        <translation>Hay un orden mejor</translation>
    </message>
    <message>
        <source>Puts the results in the order that a model judged better</source>
        <translation>Pone los resultados en el orden que un modelo juzgó mejor</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>Removed “{title}”</source>
        <translation>Se quitó «{title}»</translation>
    </message>
    <message numerus="yes">
        <source>Removed %n document(s)</source>
        <translation>
            <numerusform>Se quitó %n documento</numerusform>
            <numerusform>Se quitaron %n documentos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more original(s) were found beside it.</source>
        <translation>
            <numerusform>Se encontró %n original más junto a él.</numerusform>
            <numerusform>Se encontraron %n originales más junto a él.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took %n document(s) out of “{name}”</source>
        <translation>
            <numerusform>Se sacó %n documento de «{name}»</numerusform>
            <numerusform>Se sacaron %n documentos de «{name}»</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted the collection “{name}”; its documents stay</source>
        <translation>Se eliminó la colección «{name}»; sus documentos se conservan</translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message>
        <source>{0} is here and used from now on.</source>
        <translation>{0} ya está aquí y se usa desde ahora.</translation>
    </message>
    <message>
        <source>{0} is here. The page Models of the settings gives it work.</source>
        <translation>{0} ya está aquí. La página Modelos de los ajustes le da trabajo.</translation>
    </message>
</context>
<context>
    <name>CommandDialog</name>
    <message>
        <source>Arguments</source>
        <translation>Argumentos</translation>
    </message>
    <message>
        <source>What the command says</source>
        <translation>Lo que dice la orden</translation>
    </message>
    <message>
        <source>The command is running</source>
        <translation>La orden se está ejecutando</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Deteniendo…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ejecutar</translation>
    </message>
    <message>
        <source>Arguments, as on the command line</source>
        <translation>Argumentos, como en la línea de órdenes</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Detenida.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Hecho.</translation>
    </message>
    <message>
        <source>It failed (code {0}).</source>
        <translation>Falló (código {0}).</translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>ConsentSheet</name>
    <message>
        <source>Download {0}?</source>
        <translation>¿Descargar {0}?</translation>
    </message>
    <message>
        <source>Download these models?</source>
        <translation>¿Descargar estos modelos?</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Models to download</source>
        <translation>Modelos para descargar</translation>
    </message>
    <message>
        <source>Fetched from {hosts}, which learns your address and which files you take. Nothing about you or your documents is sent.</source>
        <translation>Se obtienen de {hosts}, que conoce así su dirección y qué archivos toma. No se envía nada sobre usted ni sus documentos.</translation>
    </message>
    <message>
        <source>All files are on this machine already; nothing is fetched.</source>
        <translation>Todos los archivos están ya en este equipo; no se descarga nada.</translation>
    </message>
    <message>
        <source>Goes to {folder}; {free} are free there.</source>
        <translation>Va a {folder}; allí quedan libres {free}.</translation>
    </message>
    <message>
        <source>Download and Use</source>
        <translation>Descargar y usar</translation>
    </message>
    <message>
        <source>There is not enough room: {size} are needed.</source>
        <translation>No hay espacio suficiente: se necesitan {size}.</translation>
    </message>
    <message>
        <source>Choose Others…</source>
        <translation>Elegir otros…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message>
        <source>Find the picture “{0}”</source>
        <translation>Busca la imagen «{0}»</translation>
    </message>
    <message>
        <source>What is said about “{0}”?</source>
        <translation>¿Qué se dice sobre «{0}»?</translation>
    </message>
    <message>
        <source>{question} (in “{title}”)</source>
        <translation>{question} (en «{title}»)</translation>
    </message>
    <message>
        <source>Show the figures of “{0}”</source>
        <translation>Muestra las figuras de «{0}»</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Figuras</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tablas</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n documento</numerusform>
            <numerusform>%n documentos</numerusform>
        </translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>page {0}</source>
        <translation>página {0}</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>Abrir un enlace</translation>
    </message>
    <message>
        <source>Open this address in your browser? It leaves this machine.</source>
        <translation>¿Abrir esta dirección en el navegador? Lleva fuera de este equipo.</translation>
    </message>
    <message>
        <source>Quire does not open addresses of this kind.</source>
        <translation>Quire no abre direcciones de este tipo.</translation>
    </message>
    <message>
        <source>Copy Address</source>
        <translation>Copiar la dirección</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>… It was cut here because it is too long.</source>
        <translation>… Se cortó aquí porque es demasiado largo.</translation>
    </message>
    <message>
        <source>[picture: {0}]</source>
        <translation>[imagen: {0}]</translation>
    </message>
    <message>
        <source>very likely</source>
        <translation>muy probable</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>probable</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>posible</translation>
    </message>
    <message>
        <source>unlikely</source>
        <translation>poco probable</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>Relevancia</translation>
    </message>
    <message>
        <source>&lt; 0.1 s</source>
        <translation>&lt; 0,1 s</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} min {1} s</translation>
    </message>
    <message>
        <source>written by {model}</source>
        <translation>escrito por {model}</translation>
    </message>
    <message>
        <source>written by {model}, {n} tokens/s</source>
        <translation>escrito por {model}, {n} tokens/s</translation>
    </message>
    <message>
        <source>Understanding the question</source>
        <translation>Entender la pregunta</translation>
    </message>
    <message>
        <source>Search by words</source>
        <translation>Búsqueda por palabras</translation>
    </message>
    <message>
        <source>Search by meaning</source>
        <translation>Búsqueda por significado</translation>
    </message>
    <message>
        <source>Search by picture</source>
        <translation>Búsqueda por imagen</translation>
    </message>
    <message>
        <source>Weighing</source>
        <translation>Ponderar</translation>
    </message>
    <message>
        <source>Reranking</source>
        <translation>Reordenar</translation>
    </message>
    <message>
        <source>Choosing quotations</source>
        <translation>Elegir citas</translation>
    </message>
    <message>
        <source>Putting the evidence together</source>
        <translation>Reunir las pruebas</translation>
    </message>
    <message>
        <source>Reading the evidence</source>
        <translation>Leer las evidencias</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Escribir</translation>
    </message>
    <message>
        <source>Checking each sentence</source>
        <translation>Comprobar cada frase</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>En total</translation>
    </message>
</context>
<context>
    <name>ConversationPane</name>
    <message>
        <source>Conversation</source>
        <translation>Conversación</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Conversación nueva</translation>
    </message>
    <message>
        <source>Earlier conversations</source>
        <translation>Conversaciones anteriores</translation>
    </message>
    <message>
        <source>Ask or search</source>
        <translation>Preguntar o buscar</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Detener la respuesta</translation>
    </message>
    <message>
        <source>Ask the last question again</source>
        <translation>Repetir la última pregunta</translation>
    </message>
    <message>
        <source>Edit the last question</source>
        <translation>Editar la última pregunta</translation>
    </message>
    <message>
        <source>Copy the last answer</source>
        <translation>Copiar la última respuesta</translation>
    </message>
    <message>
        <source>Go to the evidence of the last answer</source>
        <translation>Ir a las pruebas de la última respuesta</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Detenido</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n resultado</numerusform>
            <numerusform>%n resultados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n fuente</numerusform>
            <numerusform>%n fuentes</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer with {sources}: {text}</source>
        <translation>Respuesta con {sources}: {text}</translation>
    </message>
</context>
<context>
    <name>ConversationsModel</name>
    <message>
        <source>Without a title</source>
        <translation>Sin título</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ayer</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n pregunta</numerusform>
            <numerusform>%n preguntas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CropView</name>
    <message>
        <source>Picture of the place</source>
        <translation>Imagen del lugar</translation>
    </message>
</context>
<context>
    <name>Dealings</name>
    <message>
        <source>Every byte is as it was.</source>
        <translation>Cada byte está como estaba.</translation>
    </message>
    <message>
        <source>Reading every byte…</source>
        <translation>Leyendo cada byte…</translation>
    </message>
    <message>
        <source>Checking a model</source>
        <translation>Comprobando un modelo</translation>
    </message>
    <message>
        <source>Loading it and trying…</source>
        <translation>Cargándolo y probándolo…</translation>
    </message>
    <message>
        <source>Trying the speed of a model</source>
        <translation>Probando la velocidad de un modelo</translation>
    </message>
    <message>
        <source>{0} is installed.</source>
        <translation>{0} está instalado.</translation>
    </message>
    <message>
        <source>Installing {0}</source>
        <translation>Instalando {0}</translation>
    </message>
    <message>
        <source>Install {0}?</source>
        <translation>¿Instalar {0}?</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Instalar</translation>
    </message>
    <message>
        <source>Its files stay where they are; Quire only forgets them.</source>
        <translation>Sus archivos se quedan donde están; Quire solo los olvida.</translation>
    </message>
    <message>
        <source>Its files are deleted from this machine. It can be downloaded again.</source>
        <translation>Sus archivos se borran de este equipo. Se puede descargar de nuevo.</translation>
    </message>
    <message>
        <source>Quire&apos;s copy of its files is deleted. The files it was imported from stay.</source>
        <translation>Se borra la copia que tiene Quire. Los archivos de los que se importó se quedan.</translation>
    </message>
    <message>
        <source>Delete {0}?</source>
        <translation>¿Eliminar {0}?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Close details</source>
        <translation>Cerrar los detalles</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Details of the selected documents</source>
        <translation>Detalles de los documentos elegidos</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>No hay nada elegido</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n pasaje</numerusform>
            <numerusform>%n pasajes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n tabla</numerusform>
            <numerusform>%n tablas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n figure(s)</source>
        <translation>
            <numerusform>%n figura</numerusform>
            <numerusform>%n figuras</numerusform>
        </translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Contiene</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Añadido</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Modificado</translation>
    </message>
    <message>
        <source>In</source>
        <translation>En</translation>
    </message>
    <message>
        <source>no collection</source>
        <translation>ninguna colección</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Contienen</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>Tipos</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>The original is not where it was. What the library keeps still works.</source>
        <translation>El original ya no está donde estaba. Lo que guarda la biblioteca sigue funcionando.</translation>
    </message>
    <message>
        <source>Find the Original…</source>
        <translation>Buscar el original…</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problema</numerusform>
            <numerusform>%n problemas</numerusform>
        </translation>
    </message>
    <message>
        <source>Page {n}: {text}</source>
        <translation>Página {n}: {text}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>y %n más</numerusform>
            <numerusform>y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Página</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Idiomas</translation>
    </message>
    <message>
        <source>Reads at once</source>
        <translation>Lee de una vez</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} tokens</translation>
    </message>
    <message>
        <source>Lengths of vectors</source>
        <translation>Longitudes de los vectores</translation>
    </message>
    <message>
        <source>Manner of speaking</source>
        <translation>Manera de hablar</translation>
    </message>
    <message>
        <source>Runs with</source>
        <translation>Funciona con</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>size not known</source>
        <translation>tamaño desconocido</translation>
    </message>
    <message>
        <source>trusted at first sight, then compared</source>
        <translation>se confía la primera vez, después se compara</translation>
    </message>
</context>
<context>
    <name>DocumentActions</name>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Ask Only These</source>
        <translation>Preguntar solo a estos</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar el nombre</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Show in File Manager</source>
        <translation>Mostrar en el gestor de archivos</translation>
    </message>
    <message>
        <source>Find the Original…</source>
        <translation>Buscar el original…</translation>
    </message>
    <message>
        <source>Read Again</source>
        <translation>Leer de nuevo</translation>
    </message>
    <message>
        <source>Take out of Collection</source>
        <translation>Sacar de la colección</translation>
    </message>
    <message>
        <source>Remove from Library</source>
        <translation>Quitar de la biblioteca</translation>
    </message>
    <message>
        <source>Select Nothing</source>
        <translation>No elegir nada</translation>
    </message>
    <message>
        <source>Ask Only This One</source>
        <translation>Preguntar solo a este</translation>
    </message>
    <message>
        <source>Where is {name} now?</source>
        <translation>¿Dónde está ahora {name}?</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Add to Collection</source>
        <translation>Añadir a una colección</translation>
    </message>
    <message>
        <source>New Collection…</source>
        <translation>Colección nueva…</translation>
    </message>
</context>
<context>
    <name>DocumentView</name>
    <message>
        <source>Documents</source>
        <translation>Documentos</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message numerus="yes">
        <source>%n download(s) were interrupted.</source>
        <translation>
            <numerusform>Se interrumpió %n descarga.</numerusform>
            <numerusform>Se interrumpieron %n descargas.</numerusform>
        </translation>
    </message>
    <message>
        <source>The page Models of the settings goes on with them.</source>
        <translation>La página Modelos de los ajustes permite continuar.</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Descargando</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>The files stay where they are; Quire reads them there.</source>
        <translation>Los archivos se quedan donde están; Quire los lee allí.</translation>
    </message>
    <message>
        <source>the picture</source>
        <translation>la imagen</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n archivo</numerusform>
            <numerusform>%n archivos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files and folders</source>
        <translation>
            <numerusform>%n archivo o carpeta</numerusform>
            <numerusform>%n archivos y carpetas</numerusform>
        </translation>
    </message>
    <message>
        <source>Add {thing} to {collection}</source>
        <translation>Añadir {thing} a {collection}</translation>
    </message>
    <message>
        <source>Add {thing} to your library</source>
        <translation>Añadir {thing} a su biblioteca</translation>
    </message>
</context>
<context>
    <name>EmbedderSwitch</name>
    <message>
        <source>Embedding the library anew</source>
        <translation>Representando la biblioteca de nuevo</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) could not be embedded anew.</source>
        <translation>
            <numerusform>%n documento no se pudo representar de nuevo.</numerusform>
            <numerusform>%n documentos no se pudieron representar de nuevo.</numerusform>
        </translation>
    </message>
    <message>
        <source>The library goes on with the old vectors.</source>
        <translation>La biblioteca sigue con los vectores antiguos.</translation>
    </message>
    <message numerus="yes">
        <source>The library is embedded anew: %n document(s).</source>
        <translation>
            <numerusform>La biblioteca está representada de nuevo: %n documento.</numerusform>
            <numerusform>La biblioteca está representada de nuevo: %n documentos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>New conversation</source>
        <translation>Conversación nueva</translation>
    </message>
    <message>
        <source>What do you want to know?</source>
        <translation>¿Qué quiere saber?</translation>
    </message>
    <message>
        <source>Ask in your own words. Every answer is quoted from your documents and leads to the page.</source>
        <translation>Pregunte con sus propias palabras. Cada respuesta es una cita de sus documentos y lleva a la página.</translation>
    </message>
    <message>
        <source>Nothing to ask yet</source>
        <translation>Aún no hay nada que preguntar</translation>
    </message>
    <message>
        <source>Drop PDFs, e-books, scans or pictures anywhere on this window, then ask.</source>
        <translation>Suelte archivos PDF, libros electrónicos, escaneos o imágenes en cualquier parte de esta ventana y pregunte.</translation>
    </message>
    <message>
        <source>The evidence opens here</source>
        <translation>Las pruebas se abren aquí</translation>
    </message>
    <message>
        <source>Choose a citation like [1] in an answer, or a document in the library. The page opens with the cited words marked.</source>
        <translation>Elija una cita como [1] en una respuesta, o un documento de la biblioteca. La página se abre con las palabras citadas marcadas.</translation>
    </message>
</context>
<context>
    <name>EvidenceBar</name>
    <message>
        <source>Evidence</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <source>Hide the evidence marks</source>
        <translation>Ocultar las marcas de las pruebas</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} de {total}</translation>
    </message>
    <message>
        <source>page {n}</source>
        <translation>página {n}</translation>
    </message>
    <message>
        <source>Evidence {count}, page {page}: {quote}</source>
        <translation>Prueba {count}, página {page}: {quote}</translation>
    </message>
</context>
<context>
    <name>EvidenceCard</name>
    <message>
        <source>p. {0}</source>
        <translation>p. {0}</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <source>Why this was found</source>
        <translation>Por qué se encontró esto</translation>
    </message>
    <message>
        <source>{percent} %: about so often such a place answers such a question</source>
        <translation>{percent} %: más o menos así de a menudo un lugar así responde a una pregunta así</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>Relevancia</translation>
    </message>
    <message>
        <source>Words found</source>
        <translation>Palabras encontradas</translation>
    </message>
    <message>
        <source>none; it was found by its meaning</source>
        <translation>ninguna; se encontró por su significado</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>También</translation>
    </message>
    <message>
        <source>words</source>
        <translation>palabras</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>significado</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>imagen</translation>
    </message>
    <message>
        <source>reranking</source>
        <translation>reordenación</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Puntuaciones</translation>
    </message>
    <message>
        <source>Shown in the document pane</source>
        <translation>Se muestra en el panel de documento</translation>
    </message>
</context>
<context>
    <name>FilterField</name>
    <message>
        <source>Filter documents</source>
        <translation>Filtrar documentos</translation>
    </message>
    <message>
        <source>Shows documents whose title, file name or collections hold these words</source>
        <translation>Muestra los documentos cuyo título, nombre de archivo o colecciones contienen estas palabras</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtrar</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this document</source>
        <translation>Buscar en este documento</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Coincidencia anterior</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Coincidencia siguiente</translation>
    </message>
    <message>
        <source>Close find</source>
        <translation>Cerrar la búsqueda</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>sin coincidencias</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} de {total}</translation>
    </message>
    <message>
        <source>{n} of {total} or more</source>
        <translation>{n} de {total} o más</translation>
    </message>
</context>
<context>
    <name>FolderCard</name>
    <message>
        <source>With the folders inside it</source>
        <translation>Con las carpetas que contiene</translation>
    </message>
    <message>
        <source>Collection its documents go to</source>
        <translation>Colección a la que van sus documentos</translation>
    </message>
    <message>
        <source>Watch No More</source>
        <translation>Dejar de vigilar</translation>
    </message>
    <message>
        <source>Its documents stay in the library</source>
        <translation>Sus documentos se quedan en la biblioteca</translation>
    </message>
    <message>
        <source>Into no collection</source>
        <translation>A ninguna colección</translation>
    </message>
    <message>
        <source>Into {0}</source>
        <translation>A {0}</translation>
    </message>
    <message>
        <source>Watch Again</source>
        <translation>Volver a vigilar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Paused: nothing in it is looked at.</source>
        <translation>En pausa: no se mira nada en ella.</translation>
    </message>
    <message>
        <source>Not looked at yet.</source>
        <translation>Aún no se ha mirado.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in step</source>
        <translation>
            <numerusform>%n archivo al día</numerusform>
            <numerusform>%n archivos al día</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still being written</source>
        <translation>
            <numerusform>%n aún escribiéndose</numerusform>
            <numerusform>%n aún escribiéndose</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>falta %n</numerusform>
            <numerusform>faltan %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not read</source>
        <translation>
            <numerusform>%n no leído</numerusform>
            <numerusform>%n no leídos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>New conversation</source>
        <translation>Conversación nueva</translation>
    </message>
    <message>
        <source>New conversation (Ctrl+N)</source>
        <translation>Conversación nueva (Ctrl+N)</translation>
    </message>
    <message>
        <source>Earlier conversations</source>
        <translation>Conversaciones anteriores</translation>
    </message>
    <message>
        <source>Earlier conversations (Ctrl+H)</source>
        <translation>Conversaciones anteriores (Ctrl+H)</translation>
    </message>
    <message>
        <source>This conversation</source>
        <translation>Esta conversación</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Cambiar el nombre…</translation>
    </message>
    <message>
        <source>Export as Markdown…</source>
        <translation>Exportar como Markdown…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
</context>
<context>
    <name>HeatView</name>
    <message>
        <source>The model for pictures does not tell which parts it went by. Others do.</source>
        <translation>El modelo de imágenes no dice en qué partes se fijó. Otros sí.</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Earlier conversations</source>
        <translation>Conversaciones anteriores</translation>
    </message>
    <message>
        <source>Search questions and answers</source>
        <translation>Buscar en preguntas y respuestas</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>Buscar conversaciones</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Conversaciones</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar el nombre</translation>
    </message>
    <message>
        <source>Rename (F2)</source>
        <translation>Cambiar el nombre (F2)</translation>
    </message>
    <message>
        <source>Export as Markdown</source>
        <translation>Exportar como Markdown</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Delete (Del)</source>
        <translation>Eliminar (Supr)</translation>
    </message>
    <message>
        <source>No conversation has these words.</source>
        <translation>Ninguna conversación tiene estas palabras.</translation>
    </message>
    <message>
        <source>What you ask is kept here.</source>
        <translation>Lo que pregunte se guarda aquí.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Export as Markdown…</source>
        <translation>Exportar como Markdown…</translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message>
        <source>That is an address on the web. Save the file first: Quire fetches nothing by itself.</source>
        <translation>Es una dirección de la web. Guarde primero el archivo: Quire no descarga nada por sí mismo.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>Missing</source>
        <translation>Falta</translation>
    </message>
    <message>
        <source>The original is not where it was. What the library keeps still works.</source>
        <translation>El original ya no está donde estaba. Lo que guarda la biblioteca sigue funcionando.</translation>
    </message>
    <message>
        <source>Found by its words already; figures, tables and meaning follow.</source>
        <translation>Ya se encuentra por sus palabras; las figuras, las tablas y el significado vendrán después.</translation>
    </message>
    <message>
        <source>Some of it could not be read; the details say what.</source>
        <translation>Parte no se pudo leer; los detalles dicen qué.</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n página</numerusform>
            <numerusform>%n páginas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n documento</numerusform>
            <numerusform>%n documentos</numerusform>
        </translation>
    </message>
    <message>
        <source>today, {time}</source>
        <translation>hoy, {time}</translation>
    </message>
    <message>
        <source>yesterday, {time}</source>
        <translation>ayer, {time}</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>Libro</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Página web</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>All documents</source>
        <translation>Todos los documentos</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>Añadidos recientemente</translation>
    </message>
    <message>
        <source>Missing originals</source>
        <translation>Originales que faltan</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problemas</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Colecciones</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Date added</source>
        <translation>Fecha en que se añadió</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
</context>
<context>
    <name>LibraryPane</name>
    <message>
        <source>Add documents</source>
        <translation>Añadir documentos</translation>
    </message>
    <message>
        <source>Filter documents</source>
        <translation>Filtrar documentos</translation>
    </message>
    <message>
        <source>No title, file name or collection holds “{text}”.</source>
        <translation>Ningún título, nombre de archivo ni colección contiene «{text}».</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>Nada coincide</translation>
    </message>
    <message>
        <source>Clear the Filter</source>
        <translation>Borrar el filtro</translation>
    </message>
    <message>
        <source>Drop PDFs, scans, e-books or pictures here. They stay where they are; Quire reads them there.</source>
        <translation>Suelte aquí archivos PDF, escaneos, libros electrónicos o imágenes. Se quedan donde están; Quire los lee allí.</translation>
    </message>
    <message>
        <source>Your library is empty</source>
        <translation>Su biblioteca está vacía</translation>
    </message>
    <message>
        <source>Add Files…</source>
        <translation>Añadir archivos…</translation>
    </message>
    <message>
        <source>Drag documents onto its name, or drop files here to add them to it.</source>
        <translation>Arrastre documentos sobre su nombre o suelte archivos aquí para añadirlos.</translation>
    </message>
    <message>
        <source>This collection is empty</source>
        <translation>Esta colección está vacía</translation>
    </message>
    <message>
        <source>All originals are where they were</source>
        <translation>Todos los originales están donde estaban</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Sin problemas</translation>
    </message>
</context>
<context>
    <name>ListHeader</name>
    <message>
        <source>Sort</source>
        <translation>Ordenar</translation>
    </message>
    <message>
        <source>Show as grid</source>
        <translation>Mostrar como cuadrícula</translation>
    </message>
    <message>
        <source>Show as grid of first pages</source>
        <translation>Mostrar como cuadrícula de primeras páginas</translation>
    </message>
    <message>
        <source>Sorted by {name}</source>
        <translation>Ordenado por {name}</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Ascendente</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Descendente</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Quire</source>
        <translation>Quire</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n documento</numerusform>
            <numerusform>%n documentos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n página</numerusform>
            <numerusform>%n páginas</numerusform>
        </translation>
    </message>
    <message>
        <source>No library is open</source>
        <translation>No hay ninguna biblioteca abierta</translation>
    </message>
    <message>
        <source>The library is in use</source>
        <translation>La biblioteca está en uso</translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation>No se puede abrir la biblioteca</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Other Library…</source>
        <translation>Otra biblioteca…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Something in Quire went wrong. You can go on; the log file says what it was.</source>
        <translation>Algo ha fallado en Quire. Puede continuar; el archivo de registro dice qué fue.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Advertencia</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Error</translation>
    </message>
</context>
<context>
    <name>ModelCardView</name>
    <message>
        <source>Download of {0}</source>
        <translation>Descarga de {0}</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>En uso</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Recomendados</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Integrado</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Descargar…</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Install {0}…</source>
        <translation>Instalar {0}…</translation>
    </message>
    <message>
        <source>Stop Using</source>
        <translation>Dejar de usar</translation>
    </message>
    <message>
        <source>Try the Speed</source>
        <translation>Probar la velocidad</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Eliminar…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Quire is set to stay offline</source>
        <translation>Quire está configurado para no conectarse</translation>
    </message>
    <message>
        <source>Waits until the download before it is done.</source>
        <translation>Espera a que termine la descarga anterior.</translation>
    </message>
    <message>
        <source>{done} of {total} are here already.</source>
        <translation>Ya están aquí {done} de {total}.</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>Checking that every byte is right</source>
        <translation>Comprobando que cada byte sea correcto</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Conectando…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} de {total}</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>unos {0}</translation>
    </message>
    <message>
        <source>more than {0}</source>
        <translation>más de {0}</translation>
    </message>
    <message>
        <source>Finds text by its meaning</source>
        <translation>Encuentra texto por su significado</translation>
    </message>
    <message>
        <source>Finds pictures by words</source>
        <translation>Encuentra imágenes con palabras</translation>
    </message>
    <message>
        <source>Finds pictures and pages by words</source>
        <translation>Encuentra imágenes y páginas con palabras</translation>
    </message>
    <message>
        <source>Judges what was found</source>
        <translation>Juzga lo encontrado</translation>
    </message>
    <message>
        <source>Writes answers</source>
        <translation>Escribe respuestas</translation>
    </message>
    <message>
        <source>Writes answers and looks at pictures</source>
        <translation>Escribe respuestas y mira imágenes</translation>
    </message>
    <message>
        <source>Use for Search</source>
        <translation>Usar para buscar</translation>
    </message>
    <message>
        <source>Use for Pictures</source>
        <translation>Usar para imágenes</translation>
    </message>
    <message>
        <source>Use for Judging</source>
        <translation>Usar para juzgar</translation>
    </message>
    <message>
        <source>Use for Answers</source>
        <translation>Usar para respuestas</translation>
    </message>
    <message>
        <source>The built-in model</source>
        <translation>El modelo integrado</translation>
    </message>
    <message>
        <source>Comparing word by word</source>
        <translation>Comparar palabra por palabra</translation>
    </message>
    <message>
        <source>Quoting, without a model</source>
        <translation>Citar, sin modelo</translation>
    </message>
    <message>
        <source>It is compiled for this machine, which takes about ten minutes on two cores and needs a C++ compiler.</source>
        <translation>Se compila para este equipo, lo que tarda unos diez minutos con dos núcleos y necesita un compilador de C++.</translation>
    </message>
    <message>
        <source>That is a download of about 400 MB.</source>
        <translation>Es una descarga de unos 400 MB.</translation>
    </message>
    <message>
        <source>It runs on {engine}, which is installed first: {size}.</source>
        <translation>Funciona con {engine}, que se instala primero: {size}.</translation>
    </message>
    <message>
        <source>Too large: needs {needs} of memory, this machine has {there}</source>
        <translation>Demasiado grande: necesita {needs} de memoria, este equipo tiene {there}</translation>
    </message>
    <message>
        <source>Tight: needs {needs} of memory, {free} are free now</source>
        <translation>Justo: necesita {needs} de memoria, ahora hay libres {free}</translation>
    </message>
    <message>
        <source>Fits: needs {needs} of memory, {free} are free now</source>
        <translation>Cabe: necesita {needs} de memoria, ahora hay libres {free}</translation>
    </message>
    <message>
        <source>many languages</source>
        <translation>muchos idiomas</translation>
    </message>
    <message>
        <source>English</source>
        <translation>inglés</translation>
    </message>
    <message>
        <source>German</source>
        <translation>alemán</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>español</translation>
    </message>
    <message>
        <source>French</source>
        <translation>francés</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>italiano</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>portugués</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>chino</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>japonés</translation>
    </message>
    <message>
        <source>size not known</source>
        <translation>tamaño desconocido</translation>
    </message>
    <message>
        <source>{n} tokens/s here</source>
        <translation>{n} tokens/s aquí</translation>
    </message>
    <message>
        <source>{n} texts/s here</source>
        <translation>{n} textos/s aquí</translation>
    </message>
    <message>
        <source>{n} pictures/s here</source>
        <translation>{n} imágenes/s aquí</translation>
    </message>
    <message>
        <source>{n} passages/s here</source>
        <translation>{n} pasajes/s aquí</translation>
    </message>
    <message>
        <source>A plugin brings it: there is nothing to download</source>
        <translation>Lo trae un complemento: no hay nada que descargar</translation>
    </message>
</context>
<context>
    <name>ModelsList</name>
    <message>
        <source>Quire is set to stay offline, so no model can be downloaded. Import files you have, or change it on the page Privacy.</source>
        <translation>Quire está configurado para no conectarse, así que no se puede descargar ningún modelo. Importe archivos que tenga o cámbielo en la página Privacidad.</translation>
    </message>
    <message>
        <source>On This Machine</source>
        <translation>En este equipo</translation>
    </message>
    <message>
        <source>Built in, downloaded or imported</source>
        <translation>Integrados, descargados o importados</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Recomendados</translation>
    </message>
    <message>
        <source>One for each kind of work, for a machine like this</source>
        <translation>Uno para cada tarea, para un equipo como este</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Every model Quire knows</source>
        <translation>Todos los modelos que Quire conoce</translation>
    </message>
    <message>
        <source>Which models are shown</source>
        <translation>Qué modelos se muestran</translation>
    </message>
    <message>
        <source>Filter models</source>
        <translation>Filtrar modelos</translation>
    </message>
    <message>
        <source>Download and Use All…</source>
        <translation>Descargar y usar todos…</translation>
    </message>
    <message>
        <source>Have one already? Drop a model file (GGUF, safetensors) or its folder here.</source>
        <translation>¿Ya tiene uno? Suelte aquí un archivo de modelo (GGUF, safetensors) o su carpeta.</translation>
    </message>
    <message>
        <source>Import File…</source>
        <translation>Importar archivo…</translation>
    </message>
    <message>
        <source>Import Folder…</source>
        <translation>Importar carpeta…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Mirando…</translation>
    </message>
    <message>
        <source>No model fits these words.</source>
        <translation>Ningún modelo se ajusta a estas palabras.</translation>
    </message>
    <message>
        <source>These suit a machine with {memory} of memory.</source>
        <translation>Estos convienen a un equipo con {memory} de memoria.</translation>
    </message>
    <message>
        <source>What suits this machine is here.</source>
        <translation>Lo que conviene a este equipo ya está aquí.</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Importar un modelo</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <source>{0} was imported.</source>
        <translation>{0} se importó.</translation>
    </message>
    <message>
        <source>Importing a model</source>
        <translation>Importando un modelo</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>What runs on this machine</source>
        <translation>Lo que funciona en este equipo</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>no library is open</source>
        <translation>no hay ninguna biblioteca abierta</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>mirando…</translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message>
        <source>Not in what was searched</source>
        <translation>No está en lo que se buscó</translation>
    </message>
    <message>
        <source>Not in your library</source>
        <translation>No está en su biblioteca</translation>
    </message>
    <message>
        <source>Ask the Whole Library</source>
        <translation>Preguntar a toda la biblioteca</translation>
    </message>
    <message>
        <source>Nothing that was searched speaks of {0}. Another word for it may help.</source>
        <translation>Nada de lo que se buscó habla de {0}. Otra palabra puede ayudar.</translation>
    </message>
    <message>
        <source>No place answers this well enough to be quoted.</source>
        <translation>Ningún lugar responde a esto lo bastante bien como para citarlo.</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) are still being read; ask again when they are ready.</source>
        <translation>
            <numerusform>%n documento aún se está leyendo; pregunte de nuevo cuando esté listo.</numerusform>
            <numerusform>%n documentos aún se están leyendo; pregunte de nuevo cuando estén listos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Other words, a shorter question, or adding the document that knows it may help.</source>
        <translation>Otras palabras, una pregunta más corta o añadir el documento que lo sabe puede ayudar.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Password of this document</source>
        <translation>Contraseña de este documento</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
</context>
<context>
    <name>NoticesDialog</name>
    <message>
        <source>Third-Party Notices</source>
        <translation>Avisos de terceros</translation>
    </message>
    <message>
        <source>Quire is made with the work of others</source>
        <translation>Quire está hecho con el trabajo de otros</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Mirando…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>licence not stated</source>
        <translation>licencia no indicada</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message>
        <source>Failed. Quire tells why.</source>
        <translation>Ha fallado. Quire dice por qué.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Listo.</translation>
    </message>
</context>
<context>
    <name>PageCanvas</name>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
</context>
<context>
    <name>PageMenu</name>
    <message>
        <source>Page</source>
        <translation>Página</translation>
    </message>
    <message>
        <source>Ask About a Part of the Page</source>
        <translation>Preguntar por una parte de la página</translation>
    </message>
    <message>
        <source>Ask About the Whole Page</source>
        <translation>Preguntar por toda la página</translation>
    </message>
    <message>
        <source>Draw the Page Again</source>
        <translation>Volver a dibujar la página</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Find in This Document</source>
        <translation>Buscar en este documento</translation>
    </message>
    <message>
        <source>Select the Words of This Page</source>
        <translation>Seleccionar las palabras de esta página</translation>
    </message>
    <message>
        <source>Ask About This Table</source>
        <translation>Preguntar por esta tabla</translation>
    </message>
    <message>
        <source>Ask About This Formula</source>
        <translation>Preguntar por esta fórmula</translation>
    </message>
    <message>
        <source>Ask About This Figure</source>
        <translation>Preguntar por esta figura</translation>
    </message>
</context>
<context>
    <name>PanelDock</name>
    <message>
        <source>Try Again</source>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Locked file</source>
        <translation>Archivo bloqueado</translation>
    </message>
    <message>
        <source>Quire forgets the password when it closes. What it reads from the file, pictures of its pages included, is kept in your library without one.</source>
        <translation>Quire olvida la contraseña al cerrarse. Lo que lee del archivo, incluidas imágenes de sus páginas, se guarda en su biblioteca sin contraseña.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Omitir</translation>
    </message>
    <message>
        <source>“{name}” is locked.</source>
        <translation>«{name}» está bloqueado.</translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) are too; the password is tried on all of them.</source>
        <translation>
            <numerusform>%n archivo más también lo está; la contraseña se prueba en todos.</numerusform>
            <numerusform>%n archivos más también lo están; la contraseña se prueba en todos.</numerusform>
        </translation>
    </message>
    <message>
        <source>That password does not fit.</source>
        <translation>Esa contraseña no es válida.</translation>
    </message>
    <message>
        <source>Password of {name}</source>
        <translation>Contraseña de {name}</translation>
    </message>
</context>
<context>
    <name>PictureCatchUp</name>
    <message>
        <source>Looking at pictures</source>
        <translation>Mirando las imágenes</translation>
    </message>
</context>
<context>
    <name>PluginCard</name>
    <message>
        <source>Brings: {0}</source>
        <translation>Aporta: {0}</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Desactivar</translation>
    </message>
    <message>
        <source>Enable…</source>
        <translation>Activar…</translation>
    </message>
</context>
<context>
    <name>PluginMenu</name>
    <message>
        <source>&amp;Plugins</source>
        <translation>&amp;Complementos</translation>
    </message>
    <message>
        <source>The plugin {0} held the last window up until it was ended, in {1}. It is switched off now.</source>
        <translation>El complemento {0} bloqueó la última ventana hasta que se cerró a la fuerza, en {1}. Ahora está desactivado.</translation>
    </message>
    <message>
        <source>Enable Again</source>
        <translation>Activar de nuevo</translation>
    </message>
    <message numerus="yes">
        <source>The plugin {0} held the window up for %n second(s), in {1}.</source>
        <translation>
            <numerusform>El complemento {0} bloqueó la ventana durante %n segundo, en {1}.</numerusform>
            <numerusform>El complemento {0} bloqueó la ventana durante %n segundos, en {1}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable It</source>
        <translation>Desactivarlo</translation>
    </message>
    <message>
        <source>Plugins</source>
        <translation>Complementos</translation>
    </message>
    <message>
        <source>&amp;Manage Plugins…</source>
        <translation>&amp;Gestionar complementos…</translation>
    </message>
</context>
<context>
    <name>PluginRows</name>
    <message>
        <source>Settings of {0}</source>
        <translation>Ajustes de {0}</translation>
    </message>
</context>
<context>
    <name>PluginsPage</name>
    <message>
        <source>Looking…</source>
        <translation>Mirando…</translation>
    </message>
    <message>
        <source>No library is open.</source>
        <translation>No hay ninguna biblioteca abierta.</translation>
    </message>
    <message>
        <source>FOLDER</source>
        <translation>CARPETA</translation>
    </message>
    <message>
        <source>No plugin is there, and this packaged program takes none. Quire run from its sources does.</source>
        <translation>No hay ningún complemento, y este programa empaquetado no los admite. Quire ejecutado desde sus fuentes sí.</translation>
    </message>
    <message>
        <source>No plugin is installed. This command installs one beside Quire: {0}</source>
        <translation>No hay ningún complemento instalado. Esta orden instala uno junto a Quire: {0}</translation>
    </message>
    <message>
        <source>Enable {0}?</source>
        <translation>¿Activar {0}?</translation>
    </message>
    <message>
        <source>A plugin may do everything you may do on this machine: read and change files, and use the network. Enable only what you trust. It comes from the package {0}.</source>
        <translation>Un complemento puede hacer todo lo que usted puede en este equipo: leer y cambiar archivos y usar la red. Active solo aquello en lo que confíe. Procede del paquete {0}.</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Activar</translation>
    </message>
    <message>
        <source>What a plugin brings is there as soon as you enable it, and gone as soon as you disable it.</source>
        <translation>Lo que trae un complemento está ahí en cuanto lo activa y desaparece en cuanto lo desactiva.</translation>
    </message>
</context>
<context>
    <name>Pointing</name>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
</context>
<context>
    <name>ProblemDialog</name>
    <message>
        <source>Warning</source>
        <translation>Advertencia</translation>
    </message>
    <message>
        <source>Technical detail</source>
        <translation>Detalle técnico</translation>
    </message>
</context>
<context>
    <name>QuestionBox</name>
    <message>
        <source>Editing an earlier question</source>
        <translation>Editando una pregunta anterior</translation>
    </message>
    <message>
        <source>Leave the question as it was</source>
        <translation>Dejar la pregunta como estaba</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Preguntar</translation>
    </message>
    <message>
        <source>Answer from what is found, with its sources</source>
        <translation>Responder con lo encontrado, con sus fuentes</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Only find the places, without an answer</source>
        <translation>Solo encontrar los lugares, sin respuesta</translation>
    </message>
    <message>
        <source>Ask or search</source>
        <translation>Preguntar o buscar</translation>
    </message>
    <message>
        <source>Attach a picture…</source>
        <translation>Adjuntar una imagen…</translation>
    </message>
    <message>
        <source>Kind of evidence</source>
        <translation>Tipo de pruebas</translation>
    </message>
    <message>
        <source>What to look for</source>
        <translation>Qué buscar</translation>
    </message>
    <message>
        <source>Look for: {0}</source>
        <translation>Buscar: {0}</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Imagen pegada</translation>
    </message>
    <message>
        <source>Ask with a picture</source>
        <translation>Preguntar con una imagen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n documento</numerusform>
            <numerusform>%n documentos</numerusform>
        </translation>
    </message>
    <message>
        <source>The question was cut after {0} characters. Add a long text as a document instead.</source>
        <translation>La pregunta se cortó tras {0} caracteres. Añada mejor un texto largo como documento.</translation>
    </message>
    <message>
        <source>Search your library</source>
        <translation>Busque en su biblioteca</translation>
    </message>
    <message>
        <source>Ask your library</source>
        <translation>Pregunte a su biblioteca</translation>
    </message>
    <message>
        <source>Search in {0}</source>
        <translation>Buscar en {0}</translation>
    </message>
    <message>
        <source>Ask {0}</source>
        <translation>Preguntar a {0}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Intro</translation>
    </message>
</context>
<context>
    <name>QuestionBubble</name>
    <message>
        <source>Picture asked with</source>
        <translation>Imagen de la pregunta</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>only in: {0}</source>
        <translation>solo en: {0}</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
</context>
<context>
    <name>QuestionEdit</name>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>Enter asks, Shift+Enter begins a new line</source>
        <translation>Intro pregunta, Mayús+Intro empieza una línea nueva</translation>
    </message>
</context>
<context>
    <name>RecentDocuments</name>
    <message>
        <source>Open &amp;Recent</source>
        <translation>Abrir re&amp;cientes</translation>
    </message>
    <message>
        <source>Documents looked at last</source>
        <translation>Documentos vistos hace poco</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Nada todavía</translation>
    </message>
    <message>
        <source>Forget These</source>
        <translation>Olvidar estos</translation>
    </message>
</context>
<context>
    <name>Relocation</name>
    <message>
        <source>Move the library?</source>
        <translation>¿Mover la biblioteca?</translation>
    </message>
    <message>
        <source>From {0}</source>
        <translation>De {0}</translation>
    </message>
    <message>
        <source>To {0}</source>
        <translation>A {0}</translation>
    </message>
    <message>
        <source>It cannot be asked meanwhile. The old folder goes only when the new one is whole; your documents themselves stay where they are.</source>
        <translation>Mientras tanto no se le puede preguntar. La carpeta antigua solo desaparece cuando la nueva está completa; sus documentos se quedan donde están.</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Mover</translation>
    </message>
    <message>
        <source>The library is in {0} now.</source>
        <translation>La biblioteca está ahora en {0}.</translation>
    </message>
    <message>
        <source>The library is where it was, in {0}.</source>
        <translation>La biblioteca está donde estaba, en {0}.</translation>
    </message>
    <message>
        <source>Restore the backup?</source>
        <translation>¿Restaurar la copia de seguridad?</translation>
    </message>
    <message>
        <source>The restored library is used from then on. The one that is open now stays as it is, in {0}.</source>
        <translation>Desde entonces se usa la biblioteca restaurada. La que está abierta ahora se queda como está, en {0}.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <source>The backup is restored in {0}. The library from before is in {1}.</source>
        <translation>La copia está restaurada en {0}. La biblioteca anterior está en {1}.</translation>
    </message>
    <message>
        <source>Nothing was restored. The library in {0} is open again.</source>
        <translation>No se restauró nada. La biblioteca de {0} vuelve a estar abierta.</translation>
    </message>
    <message>
        <source>Folder to move the library to</source>
        <translation>Carpeta a la que mover la biblioteca</translation>
    </message>
    <message>
        <source>Backup to restore</source>
        <translation>Copia que restaurar</translation>
    </message>
    <message>
        <source>Folder to unpack the backup in</source>
        <translation>Carpeta donde desempaquetar la copia</translation>
    </message>
</context>
<context>
    <name>RelocationDialog</name>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Documents are being added. Wait until they are in the library, or stop that first.</source>
        <translation>Se están añadiendo documentos. Espere a que estén en la biblioteca o deténgalo antes.</translation>
    </message>
    <message>
        <source>Closing the library…</source>
        <translation>Cerrando la biblioteca…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Deteniendo…</translation>
    </message>
</context>
<context>
    <name>RemovableChip</name>
    <message>
        <source>{0}, remove</source>
        <translation>{0}, quitar</translation>
    </message>
    <message>
        <source>{0}
Click to remove this limit</source>
        <translation>{0}
Haga clic para quitar este límite</translation>
    </message>
</context>
<context>
    <name>RowWidget</name>
    <message>
        <source>Takes effect when Quire starts again.</source>
        <translation>Tendrá efecto cuando Quire se inicie de nuevo.</translation>
    </message>
    <message>
        <source>Reset “{name}”</source>
        <translation>Restablecer «{name}»</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>Volver al valor predeterminado</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
</context>
<context>
    <name>ScopeLine</name>
    <message>
        <source>Ask everything again</source>
        <translation>Volver a preguntar a todo</translation>
    </message>
    <message>
        <source>Asking only this document</source>
        <translation>Se pregunta solo a este documento</translation>
    </message>
    <message numerus="yes">
        <source>Asking only these %n documents</source>
        <translation>
            <numerusform>Se pregunta solo a este %n documento</numerusform>
            <numerusform>Se pregunta solo a estos %n documentos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Folder of the library that opens by itself; empty means the usual place for application data.</source>
        <translation>Carpeta de la biblioteca que se abre por sí misma; vacía significa el lugar habitual de los datos de aplicaciones.</translation>
    </message>
    <message>
        <source>How many files or pages are read at the same time.</source>
        <translation>Cuántos archivos o páginas se leen a la vez.</translation>
    </message>
    <message>
        <source>Recognise text in scans and pictures.</source>
        <translation>Reconocer texto en escaneos e imágenes.</translation>
    </message>
    <message>
        <source>Analyse the layout of pages: where it pays (auto), on every page (always), or never (off).</source>
        <translation>Analizar la disposición de las páginas: donde compense (auto), en todas (always) o nunca (off).</translation>
    </message>
    <message>
        <source>Seconds after which a page that does not finish is given up.</source>
        <translation>Segundos tras los que se abandona una página que no termina.</translation>
    </message>
    <message>
        <source>Memory that one reader process may use, in MiB; 0 sets no limit.</source>
        <translation>Memoria que puede usar un proceso lector, en MiB; 0 no pone límite.</translation>
    </message>
    <message>
        <source>Processor threads for models; 0 chooses by the machine.</source>
        <translation>Hilos del procesador para los modelos; 0 elige según el equipo.</translation>
    </message>
    <message>
        <source>Run models on the graphics processor where there is one (auto), or never (off).</source>
        <translation>Ejecutar los modelos en el procesador gráfico si lo hay (auto) o nunca (off).</translation>
    </message>
    <message>
        <source>How many tokens question, evidence and answer may have together; more takes more memory.</source>
        <translation>Cuántos tokens pueden sumar pregunta, evidencias y respuesta; más ocupa más memoria.</translation>
    </message>
    <message>
        <source>Folder that models are downloaded to; empty means the usual place for application data.</source>
        <translation>Carpeta a la que se descargan los modelos; vacía significa el lugar habitual de los datos de aplicaciones.</translation>
    </message>
    <message>
        <source>Address models are downloaded from; empty means HF_ENDPOINT or huggingface.co.</source>
        <translation>Dirección de la que se descargan los modelos; vacía significa HF_ENDPOINT o huggingface.co.</translation>
    </message>
    <message>
        <source>Model that embeds text; empty means the built-in one.</source>
        <translation>Modelo que representa el texto; vacío significa el integrado.</translation>
    </message>
    <message>
        <source>Length that vectors of text are cut to, where their model allows it; 0 keeps them whole.</source>
        <translation>Longitud a la que se cortan los vectores de texto si su modelo lo permite; 0 los deja enteros.</translation>
    </message>
    <message>
        <source>Model that embeds pictures; empty means the built-in one.</source>
        <translation>Modelo que incrusta imágenes; vacío significa el incluido.</translation>
    </message>
    <message>
        <source>Look at pictures, so that they are found by what they show, not only by what is written about them.</source>
        <translation>Mirar las imágenes, para encontrarlas por lo que muestran y no solo por lo que se escribe sobre ellas.</translation>
    </message>
    <message>
        <source>Model that judges candidates; empty means word by word comparison.</source>
        <translation>Modelo que juzga los candidatos; vacío significa comparar palabra por palabra.</translation>
    </message>
    <message>
        <source>Model that writes answers; empty means quoted sentences.</source>
        <translation>Modelo que escribe respuestas; vacío significa frases citadas.</translation>
    </message>
    <message>
        <source>How many results a search shows.</source>
        <translation>Cuántos resultados muestra una búsqueda.</translation>
    </message>
    <message>
        <source>Compare the best candidates word by word before showing them.</source>
        <translation>Comparar los mejores candidatos palabra por palabra antes de mostrarlos.</translation>
    </message>
    <message>
        <source>Seconds that the reranking model may spend on a question, while the first results are already there.</source>
        <translation>Segundos que el modelo que juzga puede dedicar a una pregunta, mientras los primeros resultados ya están.</translation>
    </message>
    <message>
        <source>Let the reranking model judge candidates one by one (pointwise), or the language model put them in order in one pass, without a time limit (listwise).</source>
        <translation>Dejar que el modelo que juzga valore los candidatos uno por uno (pointwise), o que el modelo de lenguaje los ordene de una vez, sin límite de tiempo (listwise).</translation>
    </message>
    <message>
        <source>Let a language model that sees judge figures, photographs and scans by their pictures, one by one; not in listwise mode, which reads words.</source>
        <translation>Dejar que un modelo de lenguaje que ve juzgue figuras, fotografías y escaneos uno por uno por sus imágenes; no en el modo listwise, que lee palabras.</translation>
    </message>
    <message>
        <source>How long an answer may become, in tokens.</source>
        <translation>Cuánto puede alargarse una respuesta, en tokens.</translation>
    </message>
    <message>
        <source>How much evidence a language model reads for an answer, in tokens; less answers sooner.</source>
        <translation>Cuántas evidencias lee un modelo de lenguaje para una respuesta, en tokens; con menos responde antes.</translation>
    </message>
    <message>
        <source>How freely the language model chooses its words; 0 always takes the likeliest.</source>
        <translation>Con cuánta libertad elige el modelo sus palabras; 0 toma siempre la más probable.</translation>
    </message>
    <message>
        <source>Let models that can do so think aloud before they answer; better, but slower.</source>
        <translation>Dejar que los modelos que saben piensen en voz alta antes de responder; mejor, pero más lento.</translation>
    </message>
    <message>
        <source>How many pictures of figures, tables and scans a model that sees may look at for an answer.</source>
        <translation>Cuántas imágenes de figuras, tablas y escaneos puede mirar para una respuesta un modelo que ve.</translation>
    </message>
    <message>
        <source>Longest side of such a picture; larger regions are shown in parts. Fewer pixels answer sooner.</source>
        <translation>Lado más largo de esas imágenes; las zonas mayores se muestran por partes. Con menos píxeles responde antes.</translation>
    </message>
    <message>
        <source>Plugins that are switched on, with commas between them.</source>
        <translation>Complementos activados, separados por comas.</translation>
    </message>
    <message>
        <source>Never open a network connection, not even for a model you ask for.</source>
        <translation>No abrir nunca una conexión de red, ni siquiera para un modelo que pida.</translation>
    </message>
    <message>
        <source>Light or dark, or as the system wishes.</source>
        <translation>Claro u oscuro, o como desee el sistema.</translation>
    </message>
    <message>
        <source>Size of words and buttons; 1 is normal. Ctrl + and Ctrl − change it too.</source>
        <translation>Tamaño de palabras y botones; 1 es lo normal. Ctrl + y Ctrl − también lo cambian.</translation>
    </message>
    <message>
        <source>Language of the window.</source>
        <translation>Idioma de la ventana.</translation>
    </message>
    <message>
        <source>Tell on the desktop when long work ends while the window is not in front.</source>
        <translation>Avisar en el escritorio cuando termina un trabajo largo y la ventana no está delante.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Almacenamiento</translation>
    </message>
    <message>
        <source>Watched Folders</source>
        <translation>Carpetas vigiladas</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lectura</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Búsqueda</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privacidad</translation>
    </message>
    <message>
        <source>Plugins</source>
        <translation>Complementos</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
    <message>
        <source>Folder of the library</source>
        <translation>Carpeta de la biblioteca</translation>
    </message>
    <message>
        <source>Files read at the same time</source>
        <translation>Archivos leídos a la vez</translation>
    </message>
    <message>
        <source>Recognise text in scans</source>
        <translation>Reconocer texto en escaneos</translation>
    </message>
    <message>
        <source>Analyse the layout</source>
        <translation>Analizar la disposición</translation>
    </message>
    <message>
        <source>Time for a page (seconds)</source>
        <translation>Tiempo por página (segundos)</translation>
    </message>
    <message>
        <source>Memory for a reader (MiB)</source>
        <translation>Memoria por lector (MiB)</translation>
    </message>
    <message>
        <source>Writing answers</source>
        <translation>Escribir respuestas</translation>
    </message>
    <message>
        <source>Judging what was found</source>
        <translation>Juzgar lo encontrado</translation>
    </message>
    <message>
        <source>Finding text by its meaning</source>
        <translation>Encontrar texto por su significado</translation>
    </message>
    <message>
        <source>Finding pictures by words</source>
        <translation>Encontrar imágenes con palabras</translation>
    </message>
    <message>
        <source>Look at pictures</source>
        <translation>Mirar las imágenes</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>Hilos del procesador</translation>
    </message>
    <message>
        <source>Graphics processor</source>
        <translation>Procesador gráfico</translation>
    </message>
    <message>
        <source>Room for question and evidence (tokens)</source>
        <translation>Espacio para pregunta y evidencias (tokens)</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>Carpeta de los modelos</translation>
    </message>
    <message>
        <source>Address of the model hub</source>
        <translation>Dirección del repositorio de modelos</translation>
    </message>
    <message>
        <source>Length of vectors</source>
        <translation>Longitud de los vectores</translation>
    </message>
    <message>
        <source>Results shown</source>
        <translation>Resultados mostrados</translation>
    </message>
    <message>
        <source>Compare candidates word by word</source>
        <translation>Comparar los candidatos palabra por palabra</translation>
    </message>
    <message>
        <source>Seconds for the reranking model</source>
        <translation>Segundos para el modelo que juzga</translation>
    </message>
    <message>
        <source>How models rerank</source>
        <translation>Cómo juzgan los modelos</translation>
    </message>
    <message>
        <source>Judge pictures by their looks</source>
        <translation>Juzgar las imágenes por su aspecto</translation>
    </message>
    <message>
        <source>Longest answer (tokens)</source>
        <translation>Respuesta más larga (tokens)</translation>
    </message>
    <message>
        <source>Most evidence (tokens)</source>
        <translation>Máximo de evidencias (tokens)</translation>
    </message>
    <message>
        <source>Freedom in choosing words</source>
        <translation>Libertad al elegir palabras</translation>
    </message>
    <message>
        <source>Think before answering</source>
        <translation>Pensar antes de responder</translation>
    </message>
    <message>
        <source>Pictures looked at</source>
        <translation>Imágenes que se miran</translation>
    </message>
    <message>
        <source>Size of pictures looked at (pixels)</source>
        <translation>Tamaño de las imágenes que se miran (píxeles)</translation>
    </message>
    <message>
        <source>Plugins switched on</source>
        <translation>Complementos activados</translation>
    </message>
    <message>
        <source>Stay offline</source>
        <translation>Permanecer sin conexión</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Desktop notifications</source>
        <translation>Notificaciones de escritorio</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Where it pays</source>
        <translation>Donde compense</translation>
    </message>
    <message>
        <source>On every page</source>
        <translation>En todas las páginas</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>Uno por uno</translation>
    </message>
    <message>
        <source>All at once</source>
        <translation>Todos a la vez</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Buscar en los ajustes</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>No setting fits these words.</source>
        <translation>Ningún ajuste coincide con estas palabras.</translation>
    </message>
    <message>
        <source>Settings of this page</source>
        <translation>Ajustes de esta página</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Rename conversation</source>
        <translation>Cambiar el nombre de la conversación</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Export conversation</source>
        <translation>Exportar la conversación</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Conversación</translation>
    </message>
    <message>
        <source>Exported to “{0}”.</source>
        <translation>Exportado a «{0}».</translation>
    </message>
    <message>
        <source>Deleted “{0}”.</source>
        <translation>Se eliminó «{0}».</translation>
    </message>
    <message>
        <source>conversation</source>
        <translation>conversación</translation>
    </message>
</context>
<context>
    <name>ShelfDelegate</name>
    <message>
        <source>Name of the collection</source>
        <translation>Nombre de la colección</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
</context>
<context>
    <name>ShelfView</name>
    <message>
        <source>Collections</source>
        <translation>Colecciones</translation>
    </message>
    <message>
        <source>New Collection</source>
        <translation>Colección nueva</translation>
    </message>
    <message>
        <source>New Collection Inside</source>
        <translation>Colección nueva dentro</translation>
    </message>
    <message>
        <source>Rename Collection</source>
        <translation>Cambiar el nombre de la colección</translation>
    </message>
    <message>
        <source>Delete Collection</source>
        <translation>Eliminar la colección</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>Colección nueva</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>¿Qué quiere hacer?</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Buscar órdenes</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Órdenes y sus teclas</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Pages and contents</source>
        <translation>Páginas e índice</translation>
    </message>
    <message>
        <source>Page thumbnails</source>
        <translation>Miniaturas de páginas</translation>
    </message>
    <message>
        <source>Table of contents</source>
        <translation>Índice</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Índice</translation>
    </message>
    <message>
        <source>{title}, page {n}</source>
        <translation>{title}, página {n}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>What you ask and add is sent to {0}</source>
        <translation>Lo que usted pregunta y añade se envía a {0}</translation>
    </message>
    <message>
        <source>{work}: done</source>
        <translation>{work}: listo</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} de {total}</translation>
    </message>
    <message>
        <source>{done} of {total} {unit}</source>
        <translation>{done} de {total} {unit}</translation>
    </message>
    <message>
        <source>pages</source>
        <translation>páginas</translation>
    </message>
    <message>
        <source>files</source>
        <translation>archivos</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>documentos</translation>
    </message>
    <message>
        <source>elements</source>
        <translation>elementos</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>quedan unos segundos</translation>
    </message>
    <message>
        <source>about {n} s left</source>
        <translation>quedan unos {n} s</translation>
    </message>
    <message>
        <source>about {n} min left</source>
        <translation>quedan unos {n} min</translation>
    </message>
    <message>
        <source>about {n} h left</source>
        <translation>quedan unas {n} h</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>On disk</source>
        <translation>En el disco</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Checks that the library is whole</source>
        <translation>Comprueba que la biblioteca está íntegra</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <source>Builds the vector index again from the catalogue</source>
        <translation>Vuelve a crear el índice de vectores a partir del catálogo</translation>
    </message>
    <message>
        <source>Show Folder</source>
        <translation>Mostrar la carpeta</translation>
    </message>
    <message>
        <source>Back Up…</source>
        <translation>Copia de seguridad…</translation>
    </message>
    <message>
        <source>Writes the whole library into one file, while it stays open</source>
        <translation>Escribe toda la biblioteca en un archivo mientras sigue abierta</translation>
    </message>
    <message>
        <source>Restore a Backup…</source>
        <translation>Restaurar una copia…</translation>
    </message>
    <message>
        <source>Unpacks a backup into a new folder and opens it</source>
        <translation>Desempaqueta una copia en una carpeta nueva y la abre</translation>
    </message>
    <message>
        <source>Move the Library…</source>
        <translation>Mover la biblioteca…</translation>
    </message>
    <message>
        <source>Brings the library to another folder or disk</source>
        <translation>Lleva la biblioteca a otra carpeta u otro disco</translation>
    </message>
    <message>
        <source>Altogether</source>
        <translation>En total</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Word index</source>
        <translation>Índice de palabras</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>Vectores</translation>
    </message>
    <message>
        <source>Vector index</source>
        <translation>Índice de vectores</translation>
    </message>
    <message>
        <source>Figures and pages</source>
        <translation>Figuras y páginas</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Checking; this waits for documents that are being added.</source>
        <translation>Comprobando; esto espera a los documentos que se están añadiendo.</translation>
    </message>
    <message>
        <source>Checking the library</source>
        <translation>Comprobando la biblioteca</translation>
    </message>
    <message>
        <source>Repairing…</source>
        <translation>Reparando…</translation>
    </message>
    <message>
        <source>Repairing the library</source>
        <translation>Reparando la biblioteca</translation>
    </message>
    <message>
        <source>Back up the library</source>
        <translation>Hacer una copia de la biblioteca</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Copias de seguridad</translation>
    </message>
    <message>
        <source>The library is backed up in {0}.</source>
        <translation>La copia de la biblioteca está en {0}.</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>Haciendo la copia…</translation>
    </message>
    <message>
        <source>Backing up the library</source>
        <translation>Haciendo una copia de la biblioteca</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s): </source>
        <translation>
            <numerusform>%n problema: </numerusform>
            <numerusform>%n problemas: </numerusform>
        </translation>
    </message>
    <message>
        <source>The library is whole.</source>
        <translation>La biblioteca está íntegra.</translation>
    </message>
</context>
<context>
    <name>Swapping</name>
    <message>
        <source>This passage was not found on the printed pages. It must stand about here.</source>
        <translation>Este pasaje no se ha encontrado en las páginas impresas. Debe de estar más o menos aquí.</translation>
    </message>
    <message>
        <source>Drawing the pages as they are printed…</source>
        <translation>Dibujando las páginas como se imprimen…</translation>
    </message>
</context>
<context>
    <name>SwitchBar</name>
    <message>
        <source>Embedding the library anew</source>
        <translation>Representando la biblioteca de nuevo</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Embedding the library anew was stopped.</source>
        <translation>Se detuvo la nueva representación de la biblioteca.</translation>
    </message>
    <message>
        <source>Questions are answered with the old vectors meanwhile; what was done is kept.</source>
        <translation>Mientras tanto se responde con los vectores antiguos; lo hecho se conserva.</translation>
    </message>
    <message>
        <source>{work}: paused</source>
        <translation>{work}: en pausa</translation>
    </message>
</context>
<context>
    <name>Thought</name>
    <message>
        <source>What the model thought before it answered</source>
        <translation>Lo que pensó el modelo antes de responder</translation>
    </message>
    <message>
        <source>Thinking… {0}</source>
        <translation>Pensando… {0}</translation>
    </message>
    <message>
        <source>Thought for {0}</source>
        <translation>Ha pensado {0}</translation>
    </message>
</context>
<context>
    <name>Thread</name>
    <message>
        <source>Questions and answers</source>
        <translation>Preguntas y respuestas</translation>
    </message>
</context>
<context>
    <name>ThumbnailModel</name>
    <message>
        <source>Page {n}</source>
        <translation>Página {n}</translation>
    </message>
</context>
<context>
    <name>TitleDelegate</name>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>The document&apos;s own title</source>
        <translation>El título propio del documento</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>the file is protected by a password</source>
        <translation>El archivo está protegido con contraseña</translation>
    </message>
    <message>
        <source>give its password (--password-file on the command line), then add it again</source>
        <translation>Indique su contraseña y añádalo de nuevo</translation>
    </message>
    <message>
        <source>that is not the password of this file</source>
        <translation>Esa no es la contraseña de este archivo</translation>
    </message>
    <message>
        <source>check the password and try again</source>
        <translation>Compruebe la contraseña e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>the file is locked with a password</source>
        <translation>El archivo está bloqueado con una contraseña</translation>
    </message>
    <message>
        <source>the file is damaged beyond repair, or not what it claims to be</source>
        <translation>El archivo está dañado sin remedio o no es lo que dice ser</translation>
    </message>
    <message>
        <source>the file is damaged and could not be read</source>
        <translation>El archivo está dañado y no se pudo leer</translation>
    </message>
    <message>
        <source>the file is damaged: it begins like a book or archive, but its end is missing or broken</source>
        <translation>El archivo está dañado: empieza como un libro o un archivo comprimido, pero su final falta o está roto</translation>
    </message>
    <message>
        <source>open it in another program; if that fails too, get it again from where it came from</source>
        <translation>Ábralo en otro programa; si tampoco se puede, consígalo de nuevo de donde vino</translation>
    </message>
    <message>
        <source>get it again from where it came from</source>
        <translation>Consígalo de nuevo de donde vino</translation>
    </message>
    <message>
        <source>the file is cut off; what is left of it was read, pages or pictures may be missing</source>
        <translation>El archivo está cortado; se leyó lo que queda, pueden faltar páginas o imágenes</translation>
    </message>
    <message>
        <source>the file has no pages</source>
        <translation>El archivo no tiene páginas</translation>
    </message>
    <message>
        <source>the file is empty (0 bytes)</source>
        <translation>El archivo está vacío (0 bytes)</translation>
    </message>
    <message>
        <source>Quire cannot read {0}</source>
        <translation>Quire no puede leer {0}</translation>
    </message>
    <message>
        <source>Quire cannot read HEIC pictures on this machine</source>
        <translation>Quire no puede leer imágenes HEIC en este equipo</translation>
    </message>
    <message>
        <source>save the picture as JPEG and add that</source>
        <translation>Guarde la imagen como JPEG y añada esa</translation>
    </message>
    <message>
        <source>the picture is damaged and cannot be decoded</source>
        <translation>La imagen está dañada y no se puede descodificar</translation>
    </message>
    <message>
        <source>the picture is damaged; only a part of it could be decoded</source>
        <translation>La imagen está dañada; solo se pudo descodificar una parte</translation>
    </message>
    <message>
        <source>the picture has no pixels</source>
        <translation>La imagen no tiene píxeles</translation>
    </message>
    <message>
        <source>the picture claims {0} × {1} pixels, more than Quire decodes ({2} million)</source>
        <translation>La imagen dice tener {0} × {1} píxeles, más de los que Quire descodifica ({2} millones)</translation>
    </message>
    <message>
        <source>save a smaller version and add that</source>
        <translation>Guarde una versión más pequeña y añada esa</translation>
    </message>
    <message>
        <source>a picture was left out: {0}</source>
        <translation>Se omitió una imagen: {0}</translation>
    </message>
    <message>
        <source>the file has {0} pages, more than Quire reads at once ({1})</source>
        <translation>El archivo tiene {0} páginas, más de las que Quire lee de una vez ({1})</translation>
    </message>
    <message>
        <source>the file makes more than {0} pages</source>
        <translation>El archivo da más de {0} páginas</translation>
    </message>
    <message>
        <source>the text is {0} MB, more than Quire lays out ({1} MB)</source>
        <translation>El texto tiene {0} MB, más de lo que Quire compone ({1} MB)</translation>
    </message>
    <message>
        <source>the file needs more memory than one file may use</source>
        <translation>El archivo necesita más memoria de la que puede usar un archivo</translation>
    </message>
    <message>
        <source>split it into smaller files and add those</source>
        <translation>Divídalo en archivos más pequeños y añada esos</translation>
    </message>
    <message>
        <source>the file vanished while it was read</source>
        <translation>El archivo desapareció mientras se leía</translation>
    </message>
    <message>
        <source>put it back and add it again</source>
        <translation>Vuelva a ponerlo en su sitio y añádalo de nuevo</translation>
    </message>
    <message>
        <source>the file has changed since Quire looked at it</source>
        <translation>El archivo ha cambiado desde que Quire lo miró</translation>
    </message>
    <message>
        <source>add it again</source>
        <translation>Añádalo de nuevo</translation>
    </message>
    <message>
        <source>the file is not there</source>
        <translation>El archivo no está</translation>
    </message>
    <message>
        <source>put it back where it was, or add it from its new place</source>
        <translation>Vuelva a ponerlo donde estaba o añádalo desde su nuevo lugar</translation>
    </message>
    <message>
        <source>check its name, and whether it was moved, renamed or deleted</source>
        <translation>Compruebe su nombre y si se movió, se renombró o se borró</translation>
    </message>
    <message>
        <source>the file could not be read ({0})</source>
        <translation>El archivo no se pudo leer ({0})</translation>
    </message>
    <message>
        <source>check its permissions and the disk, then try again</source>
        <translation>Compruebe sus permisos y el disco e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>the file could not be read from its disk ({0})</source>
        <translation>El archivo no se pudo leer de su disco ({0})</translation>
    </message>
    <message>
        <source>check the disk or the connection to it, then try again</source>
        <translation>Compruebe el disco o la conexión con él e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>the file was being written while it was read</source>
        <translation>El archivo se estaba escribiendo mientras se leía</translation>
    </message>
    <message>
        <source>add it again when it is complete</source>
        <translation>Añádalo de nuevo cuando esté completo</translation>
    </message>
    <message>
        <source>you are not allowed to read this file</source>
        <translation>No tiene permiso para leer este archivo</translation>
    </message>
    <message>
        <source>you are not allowed to look into this folder</source>
        <translation>No tiene permiso para mirar en esta carpeta</translation>
    </message>
    <message>
        <source>change its permissions, then add it again</source>
        <translation>Cambie sus permisos y añádalo de nuevo</translation>
    </message>
    <message>
        <source>the file&apos;s name holds bytes that are not valid text</source>
        <translation>El nombre del archivo contiene bytes que no son texto válido</translation>
    </message>
    <message>
        <source>rename the file, then add it again</source>
        <translation>Cambie el nombre del archivo y añádalo de nuevo</translation>
    </message>
    <message>
        <source>this is a device or a pipe, not a file</source>
        <translation>Esto es un dispositivo o una tubería, no un archivo</translation>
    </message>
    <message>
        <source>add ordinary files only</source>
        <translation>Añada solo archivos corrientes</translation>
    </message>
    <message>
        <source>it crashed the reader process twice</source>
        <translation>Hizo caer dos veces el proceso de lectura</translation>
    </message>
    <message>
        <source>the file may be damaged; print it to a new PDF and add that</source>
        <translation>El archivo puede estar dañado; imprímalo en un PDF nuevo y añada ese</translation>
    </message>
    <message>
        <source>the reader process could not be started</source>
        <translation>No se pudo iniciar el proceso de lectura</translation>
    </message>
    <message>
        <source>the page is damaged and could not be read</source>
        <translation>La página está dañada y no se pudo leer</translation>
    </message>
    <message>
        <source>look at it in another program; if it shows there, print it to a new PDF and add that</source>
        <translation>Mírela en otro programa; si allí se ve, imprímala en un PDF nuevo y añada ese</translation>
    </message>
    <message>
        <source>the page needs more memory than one page may use</source>
        <translation>La página necesita más memoria de la que puede usar una página</translation>
    </message>
    <message>
        <source>print the page to a new, simpler PDF and add that</source>
        <translation>Imprima la página en un PDF nuevo y más sencillo y añada ese</translation>
    </message>
    <message>
        <source>the text in the pictures on the page could not be recognised</source>
        <translation>No se pudo reconocer el texto de las imágenes de la página</translation>
    </message>
    <message>
        <source>read the document again later</source>
        <translation>Vuelva a leer el documento más tarde</translation>
    </message>
    <message>
        <source>searchable by its words; figures, tables and meaning follow</source>
        <translation>Ya se busca por sus palabras; las figuras, las tablas y el significado vienen después</translation>
    </message>
    <message>
        <source>its pictures were not looked at: {0}</source>
        <translation>No se miraron sus imágenes: {0}</translation>
    </message>
    <message>
        <source>{0} more problems like these</source>
        <translation>{0} problemas más como estos</translation>
    </message>
    <message>
        <source>stopped as you asked</source>
        <translation>Detenido como pidió</translation>
    </message>
    <message>
        <source>start it again to go on where it stood</source>
        <translation>Inícielo de nuevo y seguirá donde estaba</translation>
    </message>
    <message>
        <source>the library is open in {0}</source>
        <translation>La biblioteca está abierta en {0}</translation>
    </message>
    <message>
        <source>close that one first, or use another library with --library</source>
        <translation>Ciérrela primero o abra otra biblioteca</translation>
    </message>
    <message>
        <source>another program keeps the library&apos;s catalogue locked</source>
        <translation>Otro programa mantiene bloqueado el catálogo de la biblioteca</translation>
    </message>
    <message>
        <source>close it (a backup, a sync service, a database viewer) and try again</source>
        <translation>Ciérrelo (una copia de seguridad, un servicio de sincronización, un visor de bases de datos) e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>the library&apos;s catalogue is damaged ({0})</source>
        <translation>El catálogo de la biblioteca está dañado ({0})</translation>
    </message>
    <message>
        <source>restore a backup with `quire restore`, or make a new library and add the documents again</source>
        <translation>Restaure una copia de seguridad o cree una biblioteca nueva y añada de nuevo los documentos</translation>
    </message>
    <message>
        <source>the catalogue in this folder was not made by Quire</source>
        <translation>El catálogo de esta carpeta no lo hizo Quire</translation>
    </message>
    <message>
        <source>choose another folder for the library</source>
        <translation>Elija otra carpeta para la biblioteca</translation>
    </message>
    <message>
        <source>this library was made by a newer Quire</source>
        <translation>Esta biblioteca la hizo un Quire más nuevo</translation>
    </message>
    <message>
        <source>update Quire, or choose another library with --library</source>
        <translation>Actualice Quire o elija otra biblioteca</translation>
    </message>
    <message>
        <source>there is no space left where the library lives ({0})</source>
        <translation>No queda espacio donde está la biblioteca ({0})</translation>
    </message>
    <message>
        <source>free some space on that disk, or move the library folder to a larger one, and try again</source>
        <translation>Libere espacio en ese disco o mueva la biblioteca a uno mayor, e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>the library cannot be written ({0})</source>
        <translation>No se puede escribir en la biblioteca ({0})</translation>
    </message>
    <message>
        <source>check the permissions of that folder and that its disk is not read-only</source>
        <translation>Compruebe los permisos de esa carpeta y que su disco no sea de solo lectura</translation>
    </message>
    <message>
        <source>the library folder cannot be used ({0})</source>
        <translation>No se puede usar la carpeta de la biblioteca ({0})</translation>
    </message>
    <message>
        <source>check that it is a folder on a disk that is connected and healthy</source>
        <translation>Compruebe que sea una carpeta en un disco conectado y sano</translation>
    </message>
    <message>
        <source>the disk failed while the library was used ({0})</source>
        <translation>El disco falló mientras se usaba la biblioteca ({0})</translation>
    </message>
    <message>
        <source>check that the disk is connected and healthy, then run `quire verify`</source>
        <translation>Compruebe que el disco esté conectado y sano, y después compruebe la biblioteca</translation>
    </message>
    <message>
        <source>the library was closed meanwhile</source>
        <translation>La biblioteca se cerró entretanto</translation>
    </message>
    <message>
        <source>open it again</source>
        <translation>Ábrala de nuevo</translation>
    </message>
    <message>
        <source>the original of this document is gone</source>
        <translation>El original de este documento ya no está</translation>
    </message>
    <message>
        <source>put the file back where it was</source>
        <translation>Vuelva a poner el archivo donde estaba</translation>
    </message>
    <message>
        <source>the original of this document is gone, so it cannot be printed</source>
        <translation>el original de este documento ya no está, así que no se puede imprimir</translation>
    </message>
    <message>
        <source>LibreOffice, which prints this file, is switched off</source>
        <translation>LibreOffice, que imprime este archivo, está desactivado</translation>
    </message>
    <message>
        <source>set plugins.office.libreoffice to auto to let it print</source>
        <translation>ponga plugins.office.libreoffice en auto para que imprima</translation>
    </message>
    <message>
        <source>LibreOffice, which prints this file, is not installed</source>
        <translation>LibreOffice, que imprime este archivo, no está instalado</translation>
    </message>
    <message>
        <source>install it (Debian: apt install libreoffice-writer libreoffice-calc libreoffice-impress)</source>
        <translation>instálelo (Debian: apt install libreoffice-writer libreoffice-calc libreoffice-impress)</translation>
    </message>
    <message>
        <source>LibreOffice could not print the file: {0}</source>
        <translation>LibreOffice no pudo imprimir el archivo: {0}</translation>
    </message>
    <message>
        <source>it made nothing of the file</source>
        <translation>no hizo nada con el archivo</translation>
    </message>
    <message>
        <source>it took longer than {0} seconds</source>
        <translation>tardó más de {0} segundos</translation>
    </message>
    <message>
        <source>it was ended before it was done</source>
        <translation>se terminó antes de acabar</translation>
    </message>
    <message>
        <source>the pages that Quire laid out are still here</source>
        <translation>las páginas compuestas por Quire siguen aquí</translation>
    </message>
    <message>
        <source>what its program printed cannot be opened</source>
        <translation>lo que imprimió su programa no se puede abrir</translation>
    </message>
    <message>
        <source>its pages could not be printed: {0}</source>
        <translation>no se pudieron imprimir sus páginas: {0}</translation>
    </message>
    <message>
        <source>the original of this document is gone, and no picture of page {0} was kept</source>
        <translation>El original de este documento ya no está, y no se guardó imagen de la página {0}</translation>
    </message>
    <message>
        <source>put the file back where it was, or add it again from its new place</source>
        <translation>Vuelva a poner el archivo donde estaba o añádalo desde su nuevo lugar</translation>
    </message>
    <message>
        <source>this document is not in the library any more</source>
        <translation>Este documento ya no está en la biblioteca</translation>
    </message>
    <message>
        <source>this conversation is not in the library any more</source>
        <translation>Esta conversación ya no está en la biblioteca</translation>
    </message>
    <message>
        <source>the document was removed or read again meanwhile</source>
        <translation>El documento se quitó o se volvió a leer entretanto</translation>
    </message>
    <message>
        <source>what was removed cannot be brought back any more</source>
        <translation>Lo que se quitó ya no se puede recuperar</translation>
    </message>
    <message>
        <source>add the files again</source>
        <translation>Añada de nuevo los archivos</translation>
    </message>
    <message>
        <source>{0} is another file or another version of it; its content differs from what was read</source>
        <translation>{0} es otro archivo u otra versión; su contenido no es el que se leyó</translation>
    </message>
    <message>
        <source>add it as a new document instead</source>
        <translation>Añádalo como documento nuevo</translation>
    </message>
    <message>
        <source>there is already a collection {0}</source>
        <translation>Ya hay una colección {0}</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>Elija otro nombre</translation>
    </message>
    <message>
        <source>the title is too long</source>
        <translation>El título es demasiado largo</translation>
    </message>
    <message>
        <source>use at most 1000 characters</source>
        <translation>Use como mucho 1000 caracteres</translation>
    </message>
    <message>
        <source>there is no question</source>
        <translation>No hay ninguna pregunta</translation>
    </message>
    <message>
        <source>type some words or attach a picture</source>
        <translation>Escriba unas palabras o adjunte una imagen</translation>
    </message>
    <message>
        <source>the library is being embedded anew already</source>
        <translation>La biblioteca ya se está incrustando de nuevo</translation>
    </message>
    <message>
        <source>the library is being embedded anew</source>
        <translation>La biblioteca se está incrustando de nuevo</translation>
    </message>
    <message>
        <source>the pictures are being looked at already</source>
        <translation>Ya se están mirando las imágenes</translation>
    </message>
    <message>
        <source>wait for it, or stop it</source>
        <translation>Espere a que termine o deténgalo</translation>
    </message>
    <message>
        <source>there is no picture of this</source>
        <translation>De esto no hay imagen</translation>
    </message>
    <message>
        <source>ask for a figure, a table or a picture</source>
        <translation>Elija una figura, una tabla o una imagen</translation>
    </message>
    <message>
        <source>that is not a picture Quire can look at</source>
        <translation>No es una imagen que Quire pueda mirar</translation>
    </message>
    <message>
        <source>use a PNG, JPEG, WebP, GIF, TIFF or HEIC picture</source>
        <translation>Use una imagen PNG, JPEG, WebP, GIF, TIFF o HEIC</translation>
    </message>
    <message>
        <source>the picture has {0} MB, more than Quire looks at ({1} MB)</source>
        <translation>La imagen tiene {0} MB, más de lo que Quire mira ({1} MB)</translation>
    </message>
    <message>
        <source>save a smaller version and use that</source>
        <translation>Guarde una versión más pequeña y use esa</translation>
    </message>
    <message>
        <source>a backup is a ZIP file, and {0} does not end in {1}</source>
        <translation>Una copia de seguridad es un archivo ZIP, y {0} no termina en {1}</translation>
    </message>
    <message>
        <source>a backup inside the library would be lost with it</source>
        <translation>Una copia dentro de la biblioteca se perdería con ella</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>Elija otra carpeta</translation>
    </message>
    <message>
        <source>{0} is there already and is no backup of Quire</source>
        <translation>{0} ya existe y no es una copia de seguridad de Quire</translation>
    </message>
    <message>
        <source>choose another name, or remove it first</source>
        <translation>Elija otro nombre o quítelo antes</translation>
    </message>
    <message>
        <source>there is no backup at {0}</source>
        <translation>No hay ninguna copia de seguridad en {0}</translation>
    </message>
    <message>
        <source>check its name</source>
        <translation>Compruebe el nombre</translation>
    </message>
    <message>
        <source>this is not a backup made by Quire</source>
        <translation>No es una copia de seguridad hecha por Quire</translation>
    </message>
    <message>
        <source>this backup is damaged; nothing was restored from it</source>
        <translation>Esta copia está dañada; no se restauró nada de ella</translation>
    </message>
    <message>
        <source>use another backup, if there is one</source>
        <translation>Use otra copia de seguridad, si la hay</translation>
    </message>
    <message>
        <source>this backup was made by a newer Quire</source>
        <translation>Esta copia la hizo un Quire más nuevo</translation>
    </message>
    <message>
        <source>update Quire, then restore it</source>
        <translation>Actualice Quire y restáurela después</translation>
    </message>
    <message>
        <source>there is no library in {0}</source>
        <translation>No hay ninguna biblioteca en {0}</translation>
    </message>
    <message>
        <source>the library is in this folder already</source>
        <translation>La biblioteca ya está en esta carpeta</translation>
    </message>
    <message>
        <source>the library cannot be moved into itself</source>
        <translation>La biblioteca no se puede mover dentro de sí misma</translation>
    </message>
    <message>
        <source>choose a folder outside it</source>
        <translation>Elija una carpeta fuera de ella</translation>
    </message>
    <message>
        <source>what was copied does not read as it was written; the library stays where it is</source>
        <translation>Lo copiado no se lee como se escribió; la biblioteca se queda donde está</translation>
    </message>
    <message>
        <source>check that the new disk is healthy</source>
        <translation>Compruebe que el disco nuevo esté sano</translation>
    </message>
    <message>
        <source>an earlier move of a library was interrupted, and its disks are not all here</source>
        <translation>Un traslado anterior se interrumpió y no están todos sus discos</translation>
    </message>
    <message>
        <source>connect them, start Quire once, then try again</source>
        <translation>Conéctelos, inicie Quire una vez e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>{0} is not empty</source>
        <translation>{0} no está vacía</translation>
    </message>
    <message>
        <source>{0} is there already and is no folder</source>
        <translation>{0} ya existe y no es una carpeta</translation>
    </message>
    <message>
        <source>choose a new or an empty folder</source>
        <translation>Elija una carpeta nueva o vacía</translation>
    </message>
    <message>
        <source>{0} is a whole disk</source>
        <translation>{0} es un disco entero</translation>
    </message>
    <message>
        <source>name a new folder on it</source>
        <translation>Elija una carpeta nueva en él</translation>
    </message>
    <message>
        <source>{0} needs {1}, and {2} are free on that disk</source>
        <translation>{0} necesita {1}, y en ese disco hay {2} libres</translation>
    </message>
    <message>
        <source>free some space there, or choose another disk</source>
        <translation>Libere espacio allí o elija otro disco</translation>
    </message>
    <message>
        <source>there is no space left for {0}</source>
        <translation>No queda espacio para {0}</translation>
    </message>
    <message>
        <source>free some space on that disk, or choose another</source>
        <translation>Libere espacio en ese disco o elija otro</translation>
    </message>
    <message>
        <source>{0} cannot be written</source>
        <translation>No se puede escribir en {0}</translation>
    </message>
    <message>
        <source>check the permissions there and that the disk is not read-only</source>
        <translation>Compruebe los permisos y que el disco no sea de solo lectura</translation>
    </message>
    <message>
        <source>{0} cannot be used: {1}</source>
        <translation>No se puede usar {0}: {1}</translation>
    </message>
    <message>
        <source>check that its disk is connected and healthy, then try again</source>
        <translation>Compruebe que el disco esté conectado y sano, e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>{0} is no folder</source>
        <translation>{0} no es una carpeta</translation>
    </message>
    <message>
        <source>check its name, and that its disk is connected</source>
        <translation>Compruebe el nombre y que su disco esté conectado</translation>
    </message>
    <message>
        <source>the library&apos;s own folder cannot be watched</source>
        <translation>No se puede vigilar la propia carpeta de la biblioteca</translation>
    </message>
    <message>
        <source>choose the folder of your files</source>
        <translation>Elija la carpeta de sus archivos</translation>
    </message>
    <message>
        <source>{0} cannot be reached or looked into; nothing in it counts as missing</source>
        <translation>No se llega a {0} o no se puede mirar en ella; nada de lo que contiene cuenta como perdido</translation>
    </message>
    <message>
        <source>check that its disk or server is connected</source>
        <translation>Compruebe que su disco o servidor esté conectado</translation>
    </message>
    <message>
        <source>{0} is empty, though documents came from it; none of them counts as missing</source>
        <translation>{0} está vacía, aunque de ella vinieron documentos; ninguno cuenta como perdido</translation>
    </message>
    <message>
        <source>its disk may not be connected; else stop watching it</source>
        <translation>Puede que su disco no esté conectado; si no, deje de vigilarla</translation>
    </message>
    <message>
        <source>the settings cannot be saved in {0}</source>
        <translation>No se pueden guardar los ajustes en {0}</translation>
    </message>
    <message>
        <source>free some space or allow writing there</source>
        <translation>Libere espacio o permita escribir allí</translation>
    </message>
    <message>
        <source>{0} is not on this machine</source>
        <translation>{0} no está en este equipo</translation>
    </message>
    <message>
        <source>download it in the model catalogue</source>
        <translation>Descárguelo en la página de modelos</translation>
    </message>
    <message>
        <source>{0} is not on this machine, and Quire is set to stay offline</source>
        <translation>{0} no está en este equipo, y Quire debe seguir sin conexión</translation>
    </message>
    <message>
        <source>switch `privacy.offline` off to download it, or import the files from a disk</source>
        <translation>Desactive «Sin conexión» para descargarlo o impórtelo desde un disco</translation>
    </message>
    <message>
        <source>{0} runs at {1}, and Quire is set to stay offline</source>
        <translation>{0} funciona en {1}, y Quire debe seguir sin conexión</translation>
    </message>
    <message>
        <source>switch `privacy.offline` off, or choose a model of this machine</source>
        <translation>Desactive «Sin conexión» o elija un modelo de este equipo</translation>
    </message>
    <message>
        <source>{0} is not installed, and Quire is set to stay offline</source>
        <translation>{0} no está instalado, y Quire debe seguir sin conexión</translation>
    </message>
    <message>
        <source>{0} is not installed</source>
        <translation>{0} no está instalado</translation>
    </message>
    <message>
        <source>{0} could not be installed</source>
        <translation>No se pudo instalar {0}</translation>
    </message>
    <message>
        <source>it needs a network, free disk space and, to be compiled, a C++ compiler</source>
        <translation>Necesita red, espacio libre y, para compilarse, un compilador de C++</translation>
    </message>
    <message>
        <source>{0} could not be downloaded: {1}</source>
        <translation>No se pudo descargar {0}: {1}</translation>
    </message>
    <message>
        <source>check the network, then start it again; it goes on where it stopped</source>
        <translation>Compruebe la red e inícielo de nuevo; sigue donde se quedó</translation>
    </message>
    <message>
        <source>wait a while, then start it again; it goes on where it stopped</source>
        <translation>Espere un rato e inícielo de nuevo; sigue donde se quedó</translation>
    </message>
    <message>
        <source>{0} cannot be reached</source>
        <translation>no se puede llegar a {0}</translation>
    </message>
    <message>
        <source>{0} stopped answering</source>
        <translation>{0} ha dejado de responder</translation>
    </message>
    <message>
        <source>the connection to {0} broke</source>
        <translation>se cortó la conexión con {0}</translation>
    </message>
    <message>
        <source>{0} is asked too often</source>
        <translation>se pregunta a {0} demasiado a menudo</translation>
    </message>
    <message>
        <source>{0} is out of order or overloaded</source>
        <translation>{0} está averiado o sobrecargado</translation>
    </message>
    <message>
        <source>{0}; trying again in {1} s</source>
        <translation>{0}; nuevo intento en {1} s</translation>
    </message>
    <message>
        <source>another program downloads {0}</source>
        <translation>otro programa descarga {0}</translation>
    </message>
    <message>
        <source>{0} is not given to everybody</source>
        <translation>{0} no se da a todo el mundo</translation>
    </message>
    <message>
        <source>accept its licence on its page in the hub, and set HF_TOKEN to a token of yours</source>
        <translation>Acepte su licencia en su página y ponga en HF_TOKEN un token suyo</translation>
    </message>
    <message>
        <source>{0} was not given: the server said {1}</source>
        <translation>No se dio {0}: el servidor dijo {1}</translation>
    </message>
    <message>
        <source>try again later</source>
        <translation>Inténtelo más tarde</translation>
    </message>
    <message>
        <source>{0} is no longer there</source>
        <translation>{0} ya no está</translation>
    </message>
    <message>
        <source>look for a newer version of Quire</source>
        <translation>Busque una versión más nueva de Quire</translation>
    </message>
    <message>
        <source>{0} is offered with {1} bytes, not the {2} it should have</source>
        <translation>{0} se ofrece con {1} bytes, no con los {2} que debería tener</translation>
    </message>
    <message>
        <source>look for a newer version of Quire, or try another mirror</source>
        <translation>Busque una versión más nueva de Quire o pruebe otro espejo</translation>
    </message>
    <message>
        <source>try another mirror</source>
        <translation>Pruebe otro espejo</translation>
    </message>
    <message>
        <source>{0} arrived twice, and is not the file it should be</source>
        <translation>{0} llegó dos veces y no es el archivo que debería ser</translation>
    </message>
    <message>
        <source>nothing of it was kept; try again later, or another mirror</source>
        <translation>No se guardó nada; inténtelo más tarde o con otro espejo</translation>
    </message>
    <message>
        <source>there is no room for {0}: it takes {1} GB more, {2} GB are free</source>
        <translation>No hay sitio para {0}: ocupa {1} GB más y hay {2} GB libres</translation>
    </message>
    <message>
        <source>{0} is no address of a GGUF file in the hub</source>
        <translation>{0} no es la dirección de un archivo GGUF</translation>
    </message>
    <message>
        <source>{0} is no address in a model hub</source>
        <translation>{0} no es una dirección de un repositorio de modelos</translation>
    </message>
    <message>
        <source>{0} is not fetched: the connection would not be encrypted</source>
        <translation>No se descarga {0}: la conexión no iría cifrada</translation>
    </message>
    <message>
        <source>use an https address</source>
        <translation>Use una dirección https</translation>
    </message>
    <message>
        <source>{0} is no whole GGUF file</source>
        <translation>{0} no es un archivo GGUF completo</translation>
    </message>
    <message>
        <source>download it again</source>
        <translation>Descárguelo de nuevo</translation>
    </message>
    <message>
        <source>{0} cannot be loaded</source>
        <translation>No se puede cargar {0}</translation>
    </message>
    <message>
        <source>download it again, or choose another model</source>
        <translation>Descárguelo de nuevo o elija otro modelo</translation>
    </message>
    <message>
        <source>choose another model</source>
        <translation>Elija otro modelo</translation>
    </message>
    <message>
        <source>choose a smaller model</source>
        <translation>Elija un modelo más pequeño</translation>
    </message>
    <message>
        <source>{0} needs about {1} MB of memory, more than this machine has</source>
        <translation>{0} necesita unos {1} MB de memoria, más de la que tiene este equipo</translation>
    </message>
    <message>
        <source>{0} ran out of memory</source>
        <translation>{0} se quedó sin memoria</translation>
    </message>
    <message>
        <source>close other programs or choose a smaller model</source>
        <translation>Cierre otros programas o elija un modelo más pequeño</translation>
    </message>
    <message>
        <source>{0} did not answer in time</source>
        <translation>{0} no respondió a tiempo</translation>
    </message>
    <message>
        <source>{0} ended unexpectedly</source>
        <translation>{0} terminó de forma inesperada</translation>
    </message>
    <message>
        <source>{0} failed on these inputs</source>
        <translation>{0} falló con estos datos</translation>
    </message>
    <message>
        <source>{0} does not see pictures</source>
        <translation>{0} no ve imágenes</translation>
    </message>
    <message>
        <source>choose a model that does</source>
        <translation>Elija un modelo que sí pueda</translation>
    </message>
    <message>
        <source>{0} is of a kind that can run programs when it is opened, and is not used</source>
        <translation>{0} es de un tipo que puede ejecutar programas al abrirse, y no se usa</translation>
    </message>
    <message>
        <source>get the model as GGUF or safetensors</source>
        <translation>Consiga el modelo como GGUF o safetensors</translation>
    </message>
    <message>
        <source>there is no model in {0} that Quire can run</source>
        <translation>En {0} no hay ningún modelo que Quire pueda usar</translation>
    </message>
    <message>
        <source>{0} is no model that Quire can run</source>
        <translation>{0} no es un modelo que Quire pueda usar</translation>
    </message>
    <message>
        <source>the model host is closed</source>
        <translation>El proceso de modelos está cerrado</translation>
    </message>
    <message>
        <source>open the library again</source>
        <translation>Abra de nuevo la biblioteca</translation>
    </message>
    <message>
        <source>the model was stopped as you asked</source>
        <translation>El modelo se detuvo como pidió</translation>
    </message>
    <message>
        <source>ask again; it starts anew by itself</source>
        <translation>Pregunte de nuevo; arranca solo</translation>
    </message>
    <message>
        <source>the question leaves no room for evidence in the model&apos;s context</source>
        <translation>La pregunta no deja sitio para pruebas en el contexto del modelo</translation>
    </message>
    <message>
        <source>A language model turned judge: it reads question and passage together, in many languages.</source>
        <translation>Un modelo de lenguaje hecho juez: lee juntos la pregunta y el pasaje, en muchos idiomas.</translation>
    </message>
    <message>
        <source>A proven cross-encoder for many languages; reads whole sections.</source>
        <translation>Un cross-encoder probado para muchos idiomas; lee secciones enteras.</translation>
    </message>
    <message>
        <source>As small as the built-in model and better at search; English, passages up to 512 tokens.</source>
        <translation>Tan pequeño como el modelo incluido y mejor en la búsqueda; inglés, pasajes de hasta 512 tokens.</translation>
    </message>
    <message>
        <source>Finds photographs by what they show, quickly even on two cores; English, free licence.</source>
        <translation>Encuentra fotos por lo que muestran, rápido incluso con dos núcleos; inglés, licencia libre.</translation>
    </message>
    <message>
        <source>For questions that compare and reckon; wants a graphics processor or patience.</source>
        <translation>Para preguntas que comparan y calculan; pide un procesador gráfico o paciencia.</translation>
    </message>
    <message>
        <source>Fully open, six European languages, and small enough for 8 GB.</source>
        <translation>Totalmente abierto, seis idiomas europeos y lo bastante pequeño para 8 GB.</translation>
    </message>
    <message>
        <source>Good prose in 140 languages; a picture costs a fixed 256 tokens.</source>
        <translation>Buena prosa en 140 idiomas; una imagen cuesta siempre 256 tokens.</translation>
    </message>
    <message>
        <source>Long passages in a hundred languages under a free licence; wants no instructions.</source>
        <translation>Pasajes largos en cien idiomas con licencia libre; no pide instrucciones.</translation>
    </message>
    <message>
        <source>Long passages on a slow machine; English, vectors that may be cut short.</source>
        <translation>Pasajes largos en un equipo lento; inglés, vectores que se pueden acortar.</translation>
    </message>
    <message>
        <source>One model for text, tables, charts and scans on a 16 GB laptop.</source>
        <translation>Un solo modelo para texto, tablas, gráficos y escaneos en un portátil de 16 GB.</translation>
    </message>
    <message>
        <source>Pictures found by words of many languages, as quick to index as plain CLIP.</source>
        <translation>Imágenes por palabras de muchos idiomas, tan rápido como el CLIP simple.</translation>
    </message>
    <message>
        <source>Plain, well-behaved answers without thinking aloud; widely known.</source>
        <translation>Respuestas sencillas y ordenadas sin pensar en voz alta; muy conocido.</translation>
    </message>
    <message>
        <source>Sees small things and charts at 384 pixels, nine times the work; for graphics processors.</source>
        <translation>Ve cosas pequeñas y gráficos a 384 píxeles, nueve veces más trabajo; para procesadores gráficos.</translation>
    </message>
    <message>
        <source>So small that judging is hardly felt; English only.</source>
        <translation>Tan pequeño que juzgar apenas se nota; solo inglés.</translation>
    </message>
    <message>
        <source>Spends few tokens on a picture, so that it sees quickly without a graphics processor.</source>
        <translation>Gasta pocos tokens por imagen, así que ve rápido sin procesador gráfico.</translation>
    </message>
    <message>
        <source>The best answers in text that 8 GB allow; does not think aloud, many languages.</source>
        <translation>Las mejores respuestas en texto que permiten 8 GB; no piensa en voz alta, muchos idiomas.</translation>
    </message>
    <message>
        <source>The best of both, text and pictures, that a large laptop runs; better with a graphics processor.</source>
        <translation>Lo mejor en texto e imágenes que mueve un portátil grande; mejor con procesador gráfico.</translation>
    </message>
    <message>
        <source>The best of the small ones in a hundred languages; half the work of a 0.6B model.</source>
        <translation>El mejor de los pequeños en cien idiomas; la mitad de trabajo que uno de 0,6 mil millones.</translation>
    </message>
    <message>
        <source>The quickest to index pictures with; its licence allows research only.</source>
        <translation>El más rápido para imágenes; su licencia solo permite investigación.</translation>
    </message>
    <message>
        <source>The smallest model that sees: describes pictures on any machine, reads few words in them.</source>
        <translation>El modelo más pequeño que ve: describe imágenes en cualquier equipo, lee pocas palabras en ellas.</translation>
    </message>
    <message>
        <source>The strongest retrieval a laptop indexes with in reasonable time; many languages, vectors that may be cut short.</source>
        <translation>La búsqueda más potente que un portátil prepara en un tiempo razonable; muchos idiomas, vectores que se pueden acortar.</translation>
    </message>
    <message>
        <source>Writes and sees in 8 GB: reads tables and charts that its size would not suggest.</source>
        <translation>Escribe y ve en 8 GB: lee tablas y gráficos que por su tamaño no se esperarían.</translation>
    </message>
    <message>
        <source>Writes at once on any machine; fine for short questions, weak at comparing.</source>
        <translation>Escribe al instante en cualquier equipo; bien para preguntas cortas, flojo comparando.</translation>
    </message>
    <message>
        <source>Quire is set to stay offline</source>
        <translation>Quire está configurado para no conectarse</translation>
    </message>
    <message>
        <source>switch that off under Privacy, then check again</source>
        <translation>desactívelo en Privacidad y vuelva a comprobar</translation>
    </message>
    <message>
        <source>this copy of Quire does not know where new versions are announced</source>
        <translation>esta copia de Quire no sabe dónde se anuncian las versiones nuevas</translation>
    </message>
    <message>
        <source>look where you got it from</source>
        <translation>mire en el lugar de donde la obtuvo</translation>
    </message>
    <message>
        <source>{0} does not tell which version is the newest</source>
        <translation>{0} no dice cuál es la versión más reciente</translation>
    </message>
    <message>
        <source>check the network, or try again later</source>
        <translation>compruebe la red o inténtelo más tarde</translation>
    </message>
    <message>
        <source>what {0} answered is no release of Quire</source>
        <translation>lo que respondió {0} no es una versión de Quire</translation>
    </message>
    <message>
        <source>cores</source>
        <translation>núcleos</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>memoria</translation>
    </message>
    <message>
        <source>graphics</source>
        <translation>gráficos</translation>
    </message>
    <message>
        <source>network</source>
        <translation>red</translation>
    </message>
    <message>
        <source>text embedder</source>
        <translation>modelo de texto</translation>
    </message>
    <message>
        <source>picture embedder</source>
        <translation>modelo de imágenes</translation>
    </message>
    <message>
        <source>reranker</source>
        <translation>valoración de resultados</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>respuestas</translation>
    </message>
    <message>
        <source>model files</source>
        <translation>archivos de modelos</translation>
    </message>
    <message>
        <source>only when you ask for it</source>
        <translation>solo cuando usted lo pide</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desactivada</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>instalado</translation>
    </message>
    <message>
        <source>inside the package</source>
        <translation>incluido en el paquete</translation>
    </message>
    <message>
        <source>none that models could use</source>
        <translation>ninguno que los modelos puedan usar</translation>
    </message>
    <message>
        <source>{0} GB, {1} GB free now</source>
        <translation>{0} GB, {1} GB libres ahora</translation>
    </message>
    <message>
        <source>{0} (built-in), {1} dimensions, onnxruntime on the processor</source>
        <translation>{0} (incluido), {1} dimensiones, onnxruntime en el procesador</translation>
    </message>
    <message>
        <source>built-in (basic): by what they show, roughly, and by their words</source>
        <translation>incluido (básico): por lo que muestran, a grandes rasgos, y por sus palabras</translation>
    </message>
    <message>
        <source>built-in: candidates are compared word by word</source>
        <translation>incluido: los candidatos se comparan palabra por palabra</translation>
    </message>
    <message>
        <source>extractive: quoted sentences, no language model</source>
        <translation>literal: frases citadas, sin modelo de lenguaje</translation>
    </message>
    <message>
        <source>not installed; comes with the first model that needs it</source>
        <translation>no instalado; llega con el primer modelo que lo necesita</translation>
    </message>
    <message>
        <source>{0} needs {1}, which is not installed</source>
        <translation>{0} necesita {1}, que no está instalado</translation>
    </message>
    <message>
        <source>searched for: {0}</source>
        <translation>se buscó: {0}</translation>
    </message>
    <message>
        <source>found by words only: {0} ({1})</source>
        <translation>encontrado solo por palabras: {0} ({1})</translation>
    </message>
    <message>
        <source>found by words only: {0}</source>
        <translation>encontrado solo por palabras: {0}</translation>
    </message>
    <message>
        <source>found by words only, until the library is embedded anew</source>
        <translation>encontrado solo por palabras, hasta que la biblioteca se vuelva a vectorizar</translation>
    </message>
    <message>
        <source>the picture could not be compared by its looks, because {0}</source>
        <translation>la imagen no pudo compararse por su aspecto, porque {0}</translation>
    </message>
    <message>
        <source>the picture was searched by the text in it, because {0}</source>
        <translation>la imagen se buscó por el texto que contiene, porque {0}</translation>
    </message>
    <message>
        <source>the text in it was searched too</source>
        <translation>también se buscó el texto que contiene</translation>
    </message>
    <message>
        <source>the picture holds no text to search by, and {0}</source>
        <translation>la imagen no contiene texto por el que buscar, y {0}</translation>
    </message>
    <message>
        <source>pictures were not compared by their looks: {0}</source>
        <translation>las imágenes no se compararon por su aspecto: {0}</translation>
    </message>
    <message>
        <source>only the beginning of the question was compared with pictures, which is all the model reads</source>
        <translation>solo el principio de la pregunta se comparó con las imágenes; el modelo no lee más</translation>
    </message>
    <message>
        <source>{0} of {1} candidates were judged in {2} s</source>
        <translation>se evaluaron {0} de {1} candidatos en {2} s</translation>
    </message>
    <message>
        <source>reranking stopped: {0}</source>
        <translation>la reordenación se detuvo: {0}</translation>
    </message>
    <message>
        <source>pictures were judged by their words, while {0} writes</source>
        <translation>las imágenes se evaluaron por sus palabras mientras {0} escribe</translation>
    </message>
    <message>
        <source>some pictures were judged by their words: looking at one takes {0} s here (search.rerank_budget_s)</source>
        <translation>algunas imágenes se evaluaron por sus palabras: mirar una tarda aquí {0} s (search.rerank_budget_s)</translation>
    </message>
    <message>
        <source>pictures were judged by their words: {0}</source>
        <translation>las imágenes se evaluaron por sus palabras: {0}</translation>
    </message>
    <message>
        <source>your question was sent to {0}, which embedded it</source>
        <translation>su pregunta se envió a {0}, que la vectorizó</translation>
    </message>
    <message>
        <source>your question and the passages found were sent to {0}, which put them in order</source>
        <translation>su pregunta y los pasajes encontrados se enviaron a {0}, que los ordenó</translation>
    </message>
    <message>
        <source>this answer was written by {0}: your question and the evidence were sent there</source>
        <translation>esta respuesta la escribió {0}: su pregunta y las pruebas se enviaron allí</translation>
    </message>
    <message>
        <source>{0} of {1} pieces of evidence did not fit into what the model may read</source>
        <translation>{0} de {1} pruebas no cupieron en lo que el modelo puede leer</translation>
    </message>
    <message>
        <source>the model read only the beginning of {0} long pieces of evidence</source>
        <translation>el modelo leyó solo el principio de {0} pruebas largas</translation>
    </message>
    <message>
        <source>{0} cannot see the picture of your question</source>
        <translation>{0} no puede ver la imagen de su pregunta</translation>
    </message>
    <message>
        <source>the picture of your question does not fit into what the model may read</source>
        <translation>la imagen de su pregunta no cabe en lo que el modelo puede leer</translation>
    </message>
    <message>
        <source>{0}; it was told the text in it</source>
        <translation>{0}; se le dio el texto que contiene</translation>
    </message>
    <message>
        <source>what {0} wrote had no support in what was found, so it is not shown</source>
        <translation>lo que escribió {0} no tenía apoyo en lo encontrado, por lo que no se muestra</translation>
    </message>
    <message>
        <source>{0} found no answer in what was found</source>
        <translation>{0} no halló respuesta en lo encontrado</translation>
    </message>
    <message>
        <source>what the model read from pictures could not be checked word by word</source>
        <translation>lo que el modelo leyó en las imágenes no pudo comprobarse palabra por palabra</translation>
    </message>
    <message>
        <source>{0} leads to words that give orders to language models; read them with care</source>
        <translation>{0} lleva a palabras que dan órdenes a modelos de lenguaje; léalas con cuidado</translation>
    </message>
    <message>
        <source>the model began to repeat itself and was stopped</source>
        <translation>el modelo empezó a repetirse y se detuvo</translation>
    </message>
    <message>
        <source>the answer reached its greatest length and may break off (answer.max_tokens)</source>
        <translation>la respuesta alcanzó su longitud máxima y puede quedar cortada (answer.max_tokens)</translation>
    </message>
    <message>
        <source>quoted instead of written: {0}</source>
        <translation>citado en vez de redactado: {0}</translation>
    </message>
    <message>
        <source>quoted without {0}: {1}</source>
        <translation>citado sin {0}: {1}</translation>
    </message>
</context>
<context>
    <name>TroubleCard</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n archivo</numerusform>
            <numerusform>%n archivos</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter Password…</source>
        <translation>Introducir la contraseña…</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
</context>
<context>
    <name>TurnView</name>
    <message>
        <source>Stopped before anything was written.</source>
        <translation>Se detuvo antes de escribir nada.</translation>
    </message>
    <message>
        <source>Underlined with dots: nothing in your library supports it.</source>
        <translation>Subrayado con puntos: nada en su biblioteca lo respalda.</translation>
    </message>
    <message>
        <source>You stopped it here.</source>
        <translation>Lo detuvo aquí.</translation>
    </message>
    <message>
        <source>The answer reached its greatest length.</source>
        <translation>La respuesta alcanzó su longitud máxima.</translation>
    </message>
    <message>
        <source>What came nearest</source>
        <translation>Lo que más se acercó</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>No se encontró nada.</translation>
    </message>
    <message>
        <source>No document speaks of {0}.</source>
        <translation>Ningún documento habla de {0}.</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n resultado</numerusform>
            <numerusform>%n resultados</numerusform>
        </translation>
    </message>
    <message>
        <source>{results}, judged by {model}</source>
        <translation>{results}, juzgados por {model}</translation>
    </message>
    <message>
        <source>Show More</source>
        <translation>Mostrar más</translation>
    </message>
    <message>
        <source>Copy answer</source>
        <translation>Copiar la respuesta</translation>
    </message>
    <message>
        <source>Copy with sources</source>
        <translation>Copiar con las fuentes</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Preguntar de nuevo</translation>
    </message>
    <message>
        <source>Edit question</source>
        <translation>Editar la pregunta</translation>
    </message>
    <message>
        <source>Answer copied.</source>
        <translation>Respuesta copiada.</translation>
    </message>
    <message>
        <source>Copied with its sources.</source>
        <translation>Copiada con sus fuentes.</translation>
    </message>
    <message numerus="yes">
        <source>Show all %n places</source>
        <translation>
            <numerusform>Mostrar %n lugar</numerusform>
            <numerusform>Mostrar los %n lugares</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n lugar</numerusform>
            <numerusform>%n lugares</numerusform>
        </translation>
    </message>
    <message>
        <source>{places} in {documents}</source>
        <translation>{places} en {documents}</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n documento</numerusform>
            <numerusform>%n documentos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UpdateCheck</name>
    <message>
        <source>Check for a New Version</source>
        <translation>Buscar una versión nueva</translation>
    </message>
    <message>
        <source>Asks the page of releases once; nothing is downloaded</source>
        <translation>Pregunta una vez a la página de versiones; no se descarga nada</translation>
    </message>
    <message>
        <source>Open the Download Page</source>
        <translation>Abrir la página de descarga</translation>
    </message>
    <message>
        <source>Opens the web browser</source>
        <translation>Abre el navegador web</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Preguntando…</translation>
    </message>
    <message>
        <source>You have the newest version.</source>
        <translation>Tiene la versión más reciente.</translation>
    </message>
    <message>
        <source>Version {0} is out.</source>
        <translation>Ha salido la versión {0}.</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Thumbnails and Contents</source>
        <translation>Miniaturas e índice</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Adelante</translation>
    </message>
    <message>
        <source>Go to Page</source>
        <translation>Ir a la página</translation>
    </message>
    <message>
        <source>Smaller Page</source>
        <translation>Página más pequeña</translation>
    </message>
    <message>
        <source>Larger Page</source>
        <translation>Página más grande</translation>
    </message>
    <message>
        <source>Fit the Width</source>
        <translation>Ajustar al ancho</translation>
    </message>
    <message>
        <source>Fit the Whole Page</source>
        <translation>Ajustar a la página entera</translation>
    </message>
    <message>
        <source>Natural Size</source>
        <translation>Tamaño natural</translation>
    </message>
    <message>
        <source>Rotate Clockwise</source>
        <translation>Girar a la derecha</translation>
    </message>
    <message>
        <source>Show Pages as Printed</source>
        <translation>Mostrar las páginas como se imprimen</translation>
    </message>
    <message>
        <source>Find in This Document</source>
        <translation>Buscar en este documento</translation>
    </message>
    <message>
        <source>Next Match</source>
        <translation>Coincidencia siguiente</translation>
    </message>
    <message>
        <source>Previous Match</source>
        <translation>Coincidencia anterior</translation>
    </message>
    <message>
        <source>Ask About a Part of the Page</source>
        <translation>Preguntar por una parte de la página</translation>
    </message>
    <message>
        <source>Next Evidence</source>
        <translation>Prueba siguiente</translation>
    </message>
    <message>
        <source>Previous Evidence</source>
        <translation>Prueba anterior</translation>
    </message>
    <message>
        <source>Show Where the Picture Fits the Question</source>
        <translation>Mostrar dónde encaja la imagen con la pregunta</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Select the Words of This Page</source>
        <translation>Seleccionar las palabras de esta página</translation>
    </message>
    <message>
        <source>Draw Pages Again That Failed</source>
        <translation>Volver a dibujar las páginas que fallaron</translation>
    </message>
    <message>
        <source>Arrow keys move the frame, Shift changes its size, Enter takes it.</source>
        <translation>Las flechas mueven el marco, con Mayús cambian su tamaño, Intro lo toma.</translation>
    </message>
    <message>
        <source>Drawing page {0}…</source>
        <translation>Dibujando la página {0}…</translation>
    </message>
    <message>
        <source>Here is what was kept of it.</source>
        <translation>Esto es lo que se guardó.</translation>
    </message>
    <message>
        <source>Drag around a figure or a passage, or press an arrow key. Esc stops.</source>
        <translation>Arrastre alrededor de una figura o un pasaje, o pulse una flecha. Esc cancela.</translation>
    </message>
</context>
<context>
    <name>ViewerPane</name>
    <message>
        <source>Pages of {title}</source>
        <translation>Páginas de {title}</translation>
    </message>
    <message>
        <source>The original of this document is not where it was. Shown is what the library keeps.</source>
        <translation>El original de este documento ya no está donde estaba. Se muestra lo que guarda la biblioteca.</translation>
    </message>
    <message>
        <source>{title}, page {n}</source>
        <translation>{title}, página {n}</translation>
    </message>
    <message>
        <source>This document is locked. Its password shows its pages.</source>
        <translation>Este documento está bloqueado. Su contraseña muestra las páginas.</translation>
    </message>
    <message>
        <source>Drag around a figure or a passage. The menu key offers figures and the whole page.</source>
        <translation>Arrastre alrededor de una figura o un pasaje. La tecla de menú ofrece figuras y la página entera.</translation>
    </message>
    <message>
        <source>Page {n} of {total}</source>
        <translation>Página {n} de {total}</translation>
    </message>
    <message>
        <source>{page}, with evidence {labels}</source>
        <translation>{page}, con prueba {labels}</translation>
    </message>
</context>
<context>
    <name>ViewerToolbar</name>
    <message>
        <source>Page</source>
        <translation>Página</translation>
    </message>
    <message>
        <source>A page number, or the label printed on the page</source>
        <translation>Un número de página o la etiqueta impresa en ella</translation>
    </message>
    <message>
        <source>Page {n}, printed {label}</source>
        <translation>Página {n}, impresa {label}</translation>
    </message>
    <message>
        <source>of {n}</source>
        <translation>de {n}</translation>
    </message>
    <message>
        <source>({n} of {total})</source>
        <translation>({n} de {total})</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>Zoom, {n} percent</source>
        <translation>Zoom, {n} por ciento</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>There is no page {label}.</source>
        <translation>No hay ninguna página {label}.</translation>
    </message>
</context>
<context>
    <name>WatchedFolders</name>
    <message numerus="yes">
        <source>%n moved file(s) found again.</source>
        <translation>
            <numerusform>%n archivo movido encontrado de nuevo.</numerusform>
            <numerusform>%n archivos movidos encontrados de nuevo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) missing; what was read of them stays.</source>
        <translation>
            <numerusform>Falta %n archivo; lo que se leyó de él se conserva.</numerusform>
            <numerusform>Faltan %n archivos; lo que se leyó de ellos se conserva.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchingPage</name>
    <message>
        <source>What is new or changed in these folders is read by itself, now and while Quire runs. A file that was moved is found again; nothing leaves your library because its file is gone.</source>
        <translation>Lo nuevo o cambiado en estas carpetas se lee solo, ahora y mientras Quire esté abierto. Un archivo movido se vuelve a encontrar; nada sale de su biblioteca porque falte su archivo.</translation>
    </message>
    <message>
        <source>Watch a Folder…</source>
        <translation>Vigilar una carpeta…</translation>
    </message>
    <message>
        <source>Look Now</source>
        <translation>Mirar ahora</translation>
    </message>
    <message>
        <source>Looks at all folders that are not paused</source>
        <translation>Mira en todas las carpetas que no están en pausa</translation>
    </message>
    <message>
        <source>No library is open.</source>
        <translation>No hay ninguna biblioteca abierta.</translation>
    </message>
    <message>
        <source>Folder to watch</source>
        <translation>Carpeta que vigilar</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Mirando…</translation>
    </message>
    <message>
        <source>No folder is watched yet.</source>
        <translation>Aún no se vigila ninguna carpeta.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Welcome</source>
        <translation>Bienvenida</translation>
    </message>
    <message>
        <source>Ask your own papers and pictures</source>
        <translation>Pregunte a sus propios documentos e imágenes</translation>
    </message>
    <message>
        <source>Drop PDFs, e-books, scans and photographs anywhere on this window.</source>
        <translation>Suelte archivos PDF, libros electrónicos, escaneos y fotografías en cualquier parte de esta ventana.</translation>
    </message>
    <message>
        <source>Ask in your own words, or with a picture.</source>
        <translation>Pregunte con sus propias palabras o con una imagen.</translation>
    </message>
    <message>
        <source>Every sentence of an answer leads to the place on the page it came from.</source>
        <translation>Cada frase de una respuesta lleva al lugar de la página del que procede.</translation>
    </message>
    <message>
        <source>Adding the sample documents</source>
        <translation>Añadiendo los documentos de ejemplo</translation>
    </message>
    <message>
        <source>What is built in</source>
        <translation>Lo que viene incluido</translation>
    </message>
    <message>
        <source>Search by words and by meaning, text recognition for scans, tables and figures, and answers quoted word for word from your documents. It needs no account and no download, and nothing leaves this machine.</source>
        <translation>Búsqueda por palabras y por significado, reconocimiento de texto en escaneos, tablas y figuras, y respuestas citadas palabra por palabra de sus documentos. No necesita cuenta ni descargas, y nada sale de este equipo.</translation>
    </message>
    <message>
        <source>What it cannot do: write answers in its own words, or see more than the rough subject of a photograph. Larger models can. They run on this machine too, and two clicks bring those that suit it.</source>
        <translation>Lo que no puede: escribir respuestas con sus propias palabras ni ver en una fotografía más que el tema a grandes rasgos. Los modelos más grandes sí. También funcionan en este equipo, y dos clics traen los que le convienen.</translation>
    </message>
    <message>
        <source>Get Better Models…</source>
        <translation>Obtener mejores modelos…</translation>
    </message>
    <message>
        <source>Shows size and licences before anything is downloaded</source>
        <translation>Muestra tamaño y licencias antes de descargar nada</translation>
    </message>
    <message>
        <source>Try It with the Sample Documents</source>
        <translation>Probar con los ejemplos</translation>
    </message>
    <message>
        <source>Adds ten small documents and asks a first question</source>
        <translation>Añade diez documentos pequeños y hace una primera pregunta</translation>
    </message>
    <message>
        <source>Add Your Own…</source>
        <translation>Añadir los suyos…</translation>
    </message>
    <message>
        <source>To the Conversation</source>
        <translation>A la conversación</translation>
    </message>
    <message>
        <source>Reading the sample documents on this machine; this takes some seconds.</source>
        <translation>Leyendo los documentos de ejemplo en este equipo; tarda unos segundos.</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>Add files</source>
        <translation>Añadir archivos</translation>
    </message>
    <message>
        <source>Documents and pictures</source>
        <translation>Documentos e imágenes</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Añadir una carpeta</translation>
    </message>
    <message>
        <source>Folder of the library</source>
        <translation>Carpeta de la biblioteca</translation>
    </message>
    <message>
        <source>The clipboard holds no files and no picture.</source>
        <translation>El portapapeles no contiene archivos ni una imagen.</translation>
    </message>
    <message>
        <source>Text size {n} %</source>
        <translation>Tamaño del texto {n} %</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Biblioteca</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Conversación</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
</context>
<context>
    <name>Working</name>
    <message>
        <source>Waiting…</source>
        <translation>Esperando…</translation>
    </message>
    <message>
        <source>Searching your documents…</source>
        <translation>Buscando en sus documentos…</translation>
    </message>
    <message>
        <source>Judging what was found…</source>
        <translation>Juzgando lo encontrado…</translation>
    </message>
    <message>
        <source>Reading what was found…</source>
        <translation>Leyendo lo encontrado…</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Trabajando…</translation>
    </message>
    <message>
        <source>{what} {seconds} s</source>
        <translation>{what} {seconds} s</translation>
    </message>
</context>
<context>
    <name>_ExampleButton</name>
    <message>
        <source>Search for this</source>
        <translation>Buscar esto</translation>
    </message>
    <message>
        <source>Ask this</source>
        <translation>Preguntar esto</translation>
    </message>
</context>
<context>
    <name>_Message</name>
    <message>
        <source>Close message</source>
        <translation>Cerrar el mensaje</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>_OfferCard</name>
    <message>
        <source>Licence: {0}</source>
        <translation>Licencia: {0}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>no conocida</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are in the cache of Hugging Face on this machine and used where they lie.</source>
        <translation>
            <numerusform>%n archivo está en la caché de Hugging Face de este equipo y se usa donde está.</numerusform>
            <numerusform>%n archivos están en la caché de Hugging Face de este equipo y se usan donde están.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Work</name>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Deteniendo…</translation>
    </message>
    <message>
        <source>{work}: paused</source>
        <translation>{work}: en pausa</translation>
    </message>
    <message numerus="yes">
        <source>(and %n more)</source>
        <translation>
            <numerusform>(y %n más)</numerusform>
            <numerusform>(y %n más)</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
</context>
</TS>
