"""The few numbers search is tuned by. Round on purpose: measured on some documents, meant for all."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """Weights of what is added up, relative to 1 for "every word of the question stands there, prominently".

    Attributes:
        neighbours: For the question's neighbouring words standing side by side in the evidence.
        dense: For cosine similarity in the text embedder's space.
        visual: For likeness in a visual space beyond what chance explains, beside other evidence.
        pictured: For likeness in a visual space where pictures are asked for. The title of a photograph, often all its
            words, is noise of about 0.4 in the other weights together.
        picture_share: How much the picture counts where a picture and words describe what is wanted together; the
            words count the rest of 1.
        reference: For standing on the page, or being the figure, that the question names.
        hint: For being of the kind the question speaks of (a chart, a table).
        document: For the document's own score, when several are searched.
        late: For late interaction over word vectors; 0 switches that stage off.
        fine_documents: How many documents are searched in depth; more when they are small.
        per_page, crowding: After so many elements of one page, the next ones' scores are multiplied by this.
        crowded: The same for their relevances, by which results are put in order: these lie further apart.
        boxes: How many boxes a page- or section-level result shows at most.
    """

    neighbours: float = 0.5
    dense: float = 0.5
    visual: float = 1.0
    pictured: float = 2.0
    picture_share: float = 0.5
    reference: float = 1.0
    hint: float = 0.2
    document: float = 0.5
    late: float = 1.0
    fine_documents: int = 8
    per_page: int = 2
    crowding: float = 0.8
    crowded: float = 0.5
    boxes: int = 4
